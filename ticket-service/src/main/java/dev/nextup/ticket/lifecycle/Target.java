package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.http.ExpectedVersion;
import dev.nextup.ticket.idempotency.IdempotentCall;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which ticket a command is for.
 *
 * @param expectedVersion the version the caller decided on, empty when they do not mind
 * @param once the command as its Idempotency-Key names it, empty without one
 */
record Target(
        UUID ticketId, Caller by, OptionalLong expectedVersion, Optional<IdempotentCall> once) {

    static final String KEY = "Idempotency-Key";

    static final String KEY_HELP =
            "16 to 64 characters; a retry with the same key and body repeats the first answer and moves"
                    + " nothing, with another body it is 422 `idempotency-key-reused`";

    /**
     * As the headers of a request say. Fails with 400 {@code invalid-if-match}, {@code
     * idempotency-key-invalid}.
     *
     * @param command the last part of the address
     * @param request what the body asks for, empty where there is none
     */
    static Target of(
            UUID ticketId,
            Caller by,
            @Nullable String ifMatch,
            @Nullable String key,
            String command,
            Object request) {
        String path = "/api/tickets/" + ticketId + "/" + command;
        return new Target(
                ticketId,
                by,
                ExpectedVersion.of(ifMatch),
                IdempotentCall.of(key, by.key(), "POST", path, request));
    }
}
