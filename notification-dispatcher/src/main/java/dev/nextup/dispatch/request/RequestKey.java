package dev.nextup.dispatch.request;

import dev.nextup.http.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A client's name for one notification on request.
 *
 * @param caller stable name of the caller; keys of different callers never meet
 * @param path of the command
 * @param key what the client chose
 * @param request what is asked for; no phone number
 */
record RequestKey(String caller, String path, String key, String request) {

    /**
     * Null if the client sent none.
     *
     * @throws dev.nextup.problem.RejectedException 400 {@code idempotency-key-invalid}
     */
    static @Nullable RequestKey of(
            @Nullable String key, String caller, String path, PushOrder order) {
        return key == null
                ? null
                : new RequestKey(
                        caller,
                        path,
                        IdempotencyKey.checked(key),
                        String.join(
                                " ",
                                order.organizationId().toString(),
                                order.ticketId().toString(),
                                PushOrder.code(order.type()),
                                String.valueOf(order.payload())));
    }

    byte[] requestHash() {
        return IdempotencyKey.hash(request);
    }
}
