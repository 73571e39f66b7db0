package dev.nextup.test.architecture.good;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Named, open on purpose, injected through its constructor, on a clock of its own. */
@Path("/good")
class TicketResource {

    private final Clock clock;

    @Inject
    TicketResource(Clock clock) {
        this.clock = clock;
    }

    @GET
    @PermitAll
    public Uni<Instant> now() {
        return Uni.createFrom().item(clock::instant).map(instant -> instant.plusSeconds(1));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
