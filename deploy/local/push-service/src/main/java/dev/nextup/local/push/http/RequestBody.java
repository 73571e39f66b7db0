package dev.nextup.local.push.http;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Reads a request's octets as they are, however they are declared, and no more than allowed. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * The whole body. Fails with 413 as soon as it is over the limit; the rest is read and thrown
     * away, so that a client that is still sending gets to read the answer.
     *
     * @param limit octets
     */
    public static Future<byte[]> read(HttpServerRequest request, int limit) {
        Promise<byte[]> body = Promise.promise();
        Buffer received = Buffer.buffer();
        request.handler(
                chunk -> {
                    if (received.length() + chunk.length() > limit) {
                        body.tryFail(tooLarge(limit));
                    } else {
                        received.appendBuffer(chunk);
                    }
                });
        request.endHandler(end -> body.tryComplete(received.getBytes()));
        request.exceptionHandler(body::tryFail);
        return body.future();
    }

    private static RefusedException tooLarge(int limit) {
        return new RefusedException(
                Reason.BODY_TOO_LARGE, "The body must not be over " + limit + " octets.");
    }
}
