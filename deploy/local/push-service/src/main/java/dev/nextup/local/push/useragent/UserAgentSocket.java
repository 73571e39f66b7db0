package dev.nextup.local.push.useragent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.local.push.http.PublicUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One open WebSocket. What it says is heard one by one; until one is answered, no more is read. */
final class UserAgentSocket implements Connection {

    private static final System.Logger LOG = System.getLogger(UserAgentSocket.class.getName());

    /** Browsers say hello at once. */
    private static final long HELLO_MILLIS = 20_000;

    /** All that may wait for one browser, in octets: it is sent at once after hello. */
    private static final int WRITE_QUEUE = 2 * UserAgent.MOST_WAITING * 6 * 1024;

    // RFC 6455, 7.4.1
    private static final short NORMAL = 1000;
    private static final short NOT_TEXT = 1003;
    private static final short AGAINST_THE_PROTOCOL = 1008;
    private static final short TOO_LARGE = 1009;
    private static final short OUR_MISTAKE = 1011;
    private static final short TRY_AGAIN = 1013;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final Conversation conversation;

    UserAgentSocket(Vertx vertx, ServerWebSocket socket, UserAgents agents, PublicUrl publicUrl) {
        this.vertx = vertx;
        this.socket = socket;
        this.conversation = new Conversation(agents, this, publicUrl);
    }

    /**
     * @param ended run once, when it is closed by whomever
     */
    void listen(Runnable ended) {
        long patience =
                vertx.setTimer(
                        HELLO_MILLIS,
                        timer -> {
                            if (!conversation.hasBegun()) {
                                close(AGAINST_THE_PROTOCOL, "say hello first");
                            }
                        });
        socket.setWriteQueueMaxSize(WRITE_QUEUE);
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(octets -> close(NOT_TEXT, "text only"));
        // If it is not broken altogether, a frame was too large.
        socket.exceptionHandler(broken -> close(TOO_LARGE, "too large"));
        socket.closeHandler(
                closed -> {
                    vertx.cancelTimer(patience);
                    ended.run();
                    Future<?> unused = inOrder(() -> end());
                });
    }

    /**
     * A browser that does not read is better off with a new connection: all of it is sent again.
     */
    @Override
    public void send(ObjectNode message) {
        if (socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            close(TRY_AGAIN, "too slow");
        } else {
            Future<Void> unused = socket.writeTextMessage(message.toString());
        }
    }

    @Override
    public void supersede() {
        close(NORMAL, "connected again");
    }

    private void hear(String text) {
        socket.pause();
        inOrder(() -> refusalOf(text))
                .onSuccess(
                        refusal -> {
                            if (refusal == null) {
                                socket.resume();
                            } else {
                                close(AGAINST_THE_PROTOCOL, refusal);
                            }
                        })
                .onFailure(this::failed);
    }

    /** The sentence to close with; null if all is well. */
    private @Nullable String refusalOf(String text) {
        try {
            conversation.hear(text);
            return null;
        } catch (ProtocolException e) {
            return e.sentence();
        }
    }

    private @Nullable Void end() {
        conversation.end();
        return null;
    }

    private void failed(Throwable failure) {
        // The class only: a message could quote what was sent.
        LOG.log(System.Logger.Level.ERROR, "browser not heard exception={0}", failure.getClass());
        close(OUR_MISTAKE, "a mistake of this push service");
    }

    /** Off the event loop: it checks keys and writes to disk. */
    private <T> Future<@Nullable T> inOrder(Callable<@Nullable T> work) {
        return vertx.executeBlocking(work, true);
    }

    private void close(short code, String why) {
        if (!socket.isClosed()) {
            // A peer that is gone already.
            Future<Void> unused = socket.close(code, why).otherwiseEmpty();
        }
    }
}
