package dev.nextup.bench.push;

import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import dev.nextup.dispatch.webpush.crypto.JdkEncoder;
import dev.nextup.dispatch.webpush.crypto.Padding;
import dev.nextup.dispatch.webpush.crypto.PushOrigin;
import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import dev.nextup.dispatch.webpush.crypto.VapidKey;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import dev.nextup.dispatch.webpush.crypto.VapidSubject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.util.Map;
import nl.martijndwars.webpush.Encoding;
import nl.martijndwars.webpush.Notification;
import nl.martijndwars.webpush.PushService;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.util.EntityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Who can write the request of a push message in Java; all from a subscription as stored. */
public enum Library {
    CORRETTO("ours, Corretto's native code") {
        @Override
        Writer writer(Sender sender, Browser browser) {
            return ours(create(ContentEncoders.CORRETTO), sender, browser);
        }
    },
    BOUNCYCASTLE("ours, BouncyCastle") {
        @Override
        Writer writer(Sender sender, Browser browser) {
            return ours(create(ContentEncoders.BOUNCYCASTLE), sender, browser);
        }
    },
    JDK("ours, the JDK's own providers") {
        @Override
        Writer writer(Sender sender, Browser browser) {
            return ours(JdkEncoder.create(new SecureRandom(), Padding.BUCKETS), sender, browser);
        }
    },
    REFERENCE("ours around the encoding of web-push for Java") {
        @Override
        Writer writer(Sender sender, Browser browser) {
            return ours(create(ContentEncoders.REFERENCE), sender, browser);
        }
    },
    WEB_PUSH("web-push for Java, all of it") {
        @Override
        Writer writer(Sender sender, Browser browser) throws GeneralSecurityException {
            PushService service = pushService(sender);
            return message -> {
                HttpPost post =
                        service.preparePost(notification(browser, message), Encoding.AES128GCM);
                return new Request(
                        EntityUtils.toByteArray(post.getEntity()),
                        post.getFirstHeader("Authorization").getValue());
            };
        }
    };

    private final String title;

    Library(String title) {
        this.title = title;
    }

    /** For people. */
    String title() {
        return title;
    }

    abstract Writer writer(Sender sender, Browser browser) throws GeneralSecurityException;

    static PushService pushService(Sender sender) throws GeneralSecurityException {
        Security.addProvider(new BouncyCastleProvider());
        return new PushService(sender.publicKey(), sender.privateKey(), Sender.SUBJECT);
    }

    static Notification notification(Browser browser, byte[] message)
            throws GeneralSecurityException {
        return new Notification(browser.endpoint(), browser.p256dh(), browser.auth(), message);
    }

    private static ContentEncoder create(ContentEncoders which) {
        return which.create(new SecureRandom(), Padding.BUCKETS, Map.of());
    }

    /** The keys are read anew for each message, as the dispatcher has to. */
    private static Writer ours(ContentEncoder encoder, Sender sender, Browser browser) {
        VapidSigner signer = new VapidSigner(new VapidSubject(Sender.SUBJECT), Clock.systemUTC());
        VapidKey key = VapidKeyRing.parse(sender.keySet()).newest();
        PushOrigin origin = PushOrigin.of(URI.create(browser.endpoint()));
        String p256dh = browser.p256dh();
        String auth = browser.auth();
        return message ->
                new Request(
                        encoder.encode(message, SubscriptionKeys.fromBase64Url(p256dh, auth)),
                        signer.authorization(key, origin).headerValue());
    }

    /** Writes requests to one browser. */
    interface Writer {
        Request write(byte[] message) throws Exception;
    }
}
