package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotentCall;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Idempotency-Key of commands on one ticket. */
final class MoveKey {

    static final String HEADER = "Idempotency-Key";

    static final String HELP =
            "16 to 64 characters; a retry with the same key and body repeats the first answer and moves"
                    + " nothing, with another body it is 422 `idempotency-key-reused`";

    private MoveKey() {}

    /**
     * Fails with 400 {@code idempotency-key-invalid}.
     *
     * @param request what the body asks for, empty where there is none
     */
    static Optional<IdempotentCall> of(
            @Nullable String key, Caller by, UUID ticketId, String command, Object request) {
        String path = "/api/tickets/" + ticketId + "/" + command;
        return IdempotentCall.of(key, by.key(), "POST", path, request);
    }
}
