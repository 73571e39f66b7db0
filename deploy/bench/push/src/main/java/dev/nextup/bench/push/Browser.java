package dev.nextup.bench.push;

import dev.nextup.local.push.decryption.CodedBody;
import dev.nextup.local.push.decryption.Decryption;
import dev.nextup.local.push.decryption.DecryptionException;
import dev.nextup.local.push.decryption.ReceiverKeys;
import dev.nextup.local.push.vapid.VapidCredentials;
import dev.nextup.local.push.vapid.VapidVerifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/**
 * Who messages are for: it has the keys to open them.
 *
 * @param origin of its push service, such as {@code https://push.example.net}
 */
record Browser(String origin, ReceiverKeys keys) {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static Browser at(String origin) {
        return new Browser(origin, ReceiverKeys.generate(new SecureRandom()));
    }

    String endpoint() {
        return origin + "/push/1";
    }

    String p256dh() {
        return BASE64URL.encodeToString(keys.p256dh());
    }

    String auth() {
        return BASE64URL.encodeToString(keys.auth());
    }

    /**
     * What a message says, if it may be believed.
     *
     * @throws DecryptionException if this browser could not read it
     * @throws RuntimeException if its push service would refuse the sender
     */
    byte[] read(Request request) throws DecryptionException {
        return read(request, origin);
    }

    /** The same, of a sender that takes this for the push service's origin. */
    byte[] read(Request request, String audience) throws DecryptionException {
        VapidCredentials sender = VapidCredentials.parse(List.of(request.authorization()));
        if (sender == null) {
            throw new IllegalStateException("the request does not say who sends it");
        }
        new VapidVerifier(audience, Clock.systemUTC()).verify(sender);
        return open(request);
    }

    boolean canRead(Request request) {
        try {
            return open(request).length > 0;
        } catch (DecryptionException e) {
            return false;
        }
    }

    byte[] open(Request request) throws DecryptionException {
        return Decryption.open(new CodedBody(request.body()), keys);
    }
}
