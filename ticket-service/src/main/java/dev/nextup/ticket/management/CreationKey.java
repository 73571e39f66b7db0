package dev.nextup.ticket.management;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotentCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Idempotency-Key of what managers and admins create. */
public final class CreationKey {

    public static final String HEADER = "Idempotency-Key";

    public static final String HELP =
            "16 to 64 characters; a retry with the same key and body repeats the first answer and creates"
                    + " nothing, with another body it is 422 `idempotency-key-reused`";

    private CreationKey() {}

    /**
     * Fails with 400 {@code idempotency-key-invalid}.
     *
     * @param below the address below that of the organisation
     * @param request tells one body from another
     */
    public static Optional<IdempotentCall> of(
            @Nullable String key, Caller.Staff editor, String below, Object request) {
        String path = "/api/organizations/" + editor.organizationId() + "/" + below;
        return IdempotentCall.of(key, editor.key(), "POST", path, request);
    }
}
