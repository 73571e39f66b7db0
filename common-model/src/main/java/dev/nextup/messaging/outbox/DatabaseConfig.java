package dev.nextup.messaging.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Optional;

/** The datasource's address, read again for the connections of the relay. */
@ConfigMapping(prefix = "quarkus.datasource")
interface DatabaseConfig {

    @WithName("reactive.url")
    String reactiveUrl();

    String username();

    Optional<String> password();
}
