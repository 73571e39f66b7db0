package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.channel.GatewayForTests;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service with the library web-push selected, to compare with or to fall back to. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = GatewayForTests.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ReferenceEncoderTest {

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject ContentEncoder encoder;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    @Test
    void a_browser_decrypts_what_the_reference_library_encrypted() throws Exception {
        TestTicket ticket = new TestTicket();
        TicketTables tables = new TicketTables(pool, ticket.id);
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        tables.awaitBound();

        ticket.called();

        tables.awaitStates("your_turn ACCEPTED");
        assertThat(encoder.name()).isEqualTo("web-push");
        JsonNode call = browser.messages().get(0).path("payload");
        assertThat(call.path("title").asText()).isEqualTo("It is your turn: GEN-014");
        assertThat(call.at("/data/ticketId").asText()).isEqualTo(ticket.id.toString());
    }
}
