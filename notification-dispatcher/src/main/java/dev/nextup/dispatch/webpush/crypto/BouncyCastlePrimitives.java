package dev.nextup.dispatch.webpush.crypto;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** BouncyCastle's lightweight interface: pure Java, no provider to register. */
final class BouncyCastlePrimitives implements Primitives {

    @Override
    public byte[] hmacSha256(byte[] key, byte[] message) {
        HMac mac = new HMac(SHA256Digest.newInstance());
        mac.init(new KeyParameter(key));
        mac.update(message, 0, message.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    @Override
    public void seal(byte[] key, byte[] nonce, byte[] record, byte[] out, int offset) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(
                true,
                new AEADParameters(
                        new KeyParameter(key), Aes128GcmBody.TAG_OCTETS * Byte.SIZE, nonce));
        try {
            int done = cipher.processBytes(record, 0, record.length, out, offset);
            cipher.doFinal(out, offset + done);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("encrypting checks no tag", e);
        }
    }
}
