package dev.nextup.bench.push;

import dev.nextup.dispatch.webpush.LoneSender;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import nl.martijndwars.webpush.Encoding;
import nl.martijndwars.webpush.PushAsyncService;
import nl.martijndwars.webpush.PushService;

/** Who can send push messages from Java. */
enum SendingLibrary {
    OURS("our sender") {
        @Override
        Sending open(Sender sender, Browser browser, Path keySet, Path authorities) {
            LoneSender ours = new LoneSender(keySet, Sender.SUBJECT, authorities);
            String endpoint = browser.endpoint();
            String p256dh = browser.p256dh();
            String auth = browser.auth();
            return message ->
                    ours.send(endpoint, p256dh, auth, message)
                            .map(outcome -> outcome instanceof Accepted)
                            .toCompletionStage();
        }
    },
    ASYNC("PushAsyncService") {
        @Override
        Sending open(Sender sender, Browser browser, Path keySet, Path authorities)
                throws Exception {
            Library.pushService(sender);
            PushAsyncService service =
                    new PushAsyncService(sender.publicKey(), sender.privateKey(), Sender.SUBJECT);
            return message ->
                    service.send(Library.notification(browser, message), Encoding.AES128GCM)
                            .thenApply(response -> response.getStatusCode() == CREATED);
        }
    },
    BLOCKING("PushService.send") {
        @Override
        Sending open(Sender sender, Browser browser, Path keySet, Path authorities)
                throws Exception {
            PushService service = Library.pushService(sender);
            return message ->
                    CompletableFuture.completedFuture(
                            service.send(Library.notification(browser, message), Encoding.AES128GCM)
                                            .getStatusLine()
                                            .getStatusCode()
                                    == CREATED);
        }
    };

    private static final int CREATED = 201;

    private final String title;

    SendingLibrary(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What its token says whom it is for: web-push for Java forgets the port. */
    String audience(Browser browser) {
        return this == OURS ? browser.origin() : browser.origin().replaceFirst(":\\d+$", "");
    }

    /**
     * @param keySet file with the sender's key
     * @param authorities to trust, PEM; the library web-push trusts what the JVM does
     */
    abstract Sending open(Sender sender, Browser browser, Path keySet, Path authorities)
            throws Exception;

    /** Sends to one browser; says whether the push service took it. */
    interface Sending {
        CompletionStage<Boolean> send(byte[] message) throws Exception;
    }
}
