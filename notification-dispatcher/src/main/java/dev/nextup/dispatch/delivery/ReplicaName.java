package dev.nextup.dispatch.delivery;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Who claims deliveries: this process. */
@Singleton
class ReplicaName {

    private final String value;
    private final boolean lasting;

    ReplicaName(InstanceConfig config) {
        lasting = config.id().isPresent();
        value = config.id().orElseGet(() -> UUID.randomUUID().toString());
    }

    String value() {
        return value;
    }

    /** Whether a process that is started again has the same name. */
    boolean lasting() {
        return lasting;
    }
}
