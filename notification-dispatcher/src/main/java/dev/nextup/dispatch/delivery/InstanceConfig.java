package dev.nextup.dispatch.delivery;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which of the replicas this is. */
@ConfigMapping(prefix = "nextup.instance")
interface InstanceConfig {

    /**
     * A name that a process has again when it is started again, and no other has meanwhile. With
     * it, partitions and claims of a dead predecessor are taken back at once; without it, they go
     * to whoever is alive after ten and fifteen seconds.
     */
    Optional<String> id();
}
