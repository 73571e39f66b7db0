package dev.nextup.ticket.idempotency;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The table of keys, in one transaction of a command. */
interface KeyTable {

    String IF_FREE =
            " ON CONFLICT ON CONSTRAINT pk_idempotency_key DO UPDATE"
                    + " SET request_hash = excluded.request_hash, answer = NULL, created_at = now()"
                    + " WHERE k.created_at < now() - interval '24 hours'";

    String CLAIM =
            "INSERT INTO idempotency_key AS k (caller, method, path, key, request_hash)"
                    + " VALUES ($1, $2, $3, $4, $5)"
                    + IF_FREE;

    String READ =
            "SELECT request_hash = $5, answer FROM idempotency_key"
                    + " WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4";

    String REMEMBER =
            "UPDATE idempotency_key SET answer = $5"
                    + " WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4";

    /**
     * Takes the key. Waits for the end of another transaction that has taken it.
     *
     * @return whether it was free
     */
    Uni<Boolean> claim(IdempotentCall call);

    /** What is known of a key that is taken. */
    Uni<Remembered> read(IdempotentCall call);

    /**
     * @param answer null when there is none
     */
    Uni<Void> remember(IdempotentCall call, @Nullable String answer);

    /**
     * @param sameRequest whether it was taken for the same content
     */
    record Remembered(boolean sameRequest, @Nullable String answer) {}
}
