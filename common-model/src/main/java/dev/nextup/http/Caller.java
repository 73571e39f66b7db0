package dev.nextup.http;

import java.util.UUID;

/** Who is asking, as proven by the token. */
public sealed interface Caller {

    UUID organizationId();

    /** Stable name of the caller, unique over all kinds; scopes idempotency keys. */
    String key();

    /** The customer who holds the ticket. */
    record Holder(UUID ticketId, UUID organizationId, UUID serviceId) implements Caller {
        @Override
        public String key() {
            return "ticket:" + ticketId;
        }
    }

    /** A member of the organisation. */
    record Staff(UUID memberId, UUID organizationId, Role role) implements Caller {
        @Override
        public String key() {
            return "member:" + memberId;
        }
    }
}
