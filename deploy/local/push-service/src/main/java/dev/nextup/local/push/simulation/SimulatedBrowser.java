package dev.nextup.local.push.simulation;

import dev.nextup.local.push.decryption.CodedBody;
import dev.nextup.local.push.decryption.Decryption;
import dev.nextup.local.push.decryption.DecryptionException;
import dev.nextup.local.push.rfc8030.PushMessage;
import dev.nextup.local.push.rfc8030.Receiver;
import dev.nextup.local.push.rfc8030.Reply;

/** One browser with one subscription: always there, and it never shows anything. */
final class SimulatedBrowser implements Receiver {

    private final BrowserIdentity identity;
    private final Messages messages;
    private final Script script = new Script();

    SimulatedBrowser(BrowserIdentity identity, Messages messages) {
        this.identity = identity;
        this.messages = messages;
    }

    BrowserIdentity identity() {
        return identity;
    }

    Script script() {
        return script;
    }

    /**
     * A message whose answer is a success is received at once, also when the answer is delayed: so
     * a test can show what a sender does that dies, or gives up, between the two. What is answered
     * with a failure was never received.
     */
    @Override
    public Reply receive(PushMessage message) {
        Reply reply = script.next();
        if (reply.isAccepted()) {
            messages.add(identity.id(), open(message));
        }
        return reply;
    }

    private ReceivedMessage open(PushMessage message) {
        CodedBody body = message.body();
        byte[] plaintext = null;
        String error = null;
        if (body != null) {
            try {
                plaintext = Decryption.open(body, identity.keys());
            } catch (DecryptionException e) {
                error = e.sentence();
            }
        }
        return new ReceivedMessage(
                message.receivedAt(),
                message.httpVersion(),
                message.ttl(),
                message.urgency().value(),
                message.topic(),
                plaintext,
                error,
                false);
    }
}
