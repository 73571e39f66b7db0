package dev.nextup.dispatch.delivery;

import java.util.UUID;

/** A browser as its subscription describes it. All but the ids are secrets. */
public record Recipient(
        UUID subscriptionId, String endpoint, String p256dh, String auth, String keyId) {

    @Override
    public String toString() {
        return "Recipient[" + subscriptionId + "]";
    }
}
