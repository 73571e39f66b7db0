package dev.nextup.dispatch.webpush.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import nl.martijndwars.webpush.Encoding;
import nl.martijndwars.webpush.HttpEce;
import nl.martijndwars.webpush.Utils;
import org.bouncycastle.jce.interfaces.ECPublicKey;

/**
 * Decrypts with the parts of the library web-push: its own {@code decrypt} forgets the ECDH of
 * aes128gcm, its steps do not. It takes the delimiter away and knows no padding.
 */
final class ReferenceReader {

    private static final String SENDER = "as";

    private ReferenceReader() {}

    static byte[] read(byte[] body, Browser browser) throws GeneralSecurityException {
        BouncyCastle.registered();
        byte[][] header = new HttpEce().parseHeader(body);
        PublicKey sender = Utils.loadPublicKey(header[2]);
        // The library looks up the sender's public and the receiver's private key as one pair.
        KeyPair pair =
                new KeyPair(
                        sender,
                        KeyFactory.getInstance("ECDH", "BC")
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(
                                                browser.pair().getPrivate().getEncoded())));
        HttpEce ece = new HttpEce(Map.of(SENDER, pair), Map.of());
        byte[][] keyAndNonce =
                ece.deriveKeyAndNonce(
                        header[0],
                        null,
                        SENDER,
                        (ECPublicKey) Utils.loadPublicKey(browser.p256dh()),
                        browser.auth(),
                        Encoding.AES128GCM,
                        Cipher.DECRYPT_MODE);
        return ece.decryptRecord(header[3], keyAndNonce[0], keyAndNonce[1], Encoding.AES128GCM);
    }
}
