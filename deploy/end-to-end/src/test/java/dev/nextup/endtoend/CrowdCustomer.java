package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a ticket, watches it, says "I'm here", lets others pass or leaves; then comes again. */
final class CrowdCustomer extends CrowdClient {

    private static final Set<String> ENDED = Set.of("COMPLETED", "CANCELLED", "EXPIRED");

    private final HttpClient http;
    private final List<URI> addresses;
    private @Nullable Watch watch;
    private String ticket = "";
    private String token = "";

    /**
     * @param http shared by all, for their streams
     * @param addresses of the replicas
     */
    CrowdCustomer(
            DemoOffice office,
            Random random,
            Replicas replicas,
            Ledger ledger,
            HttpClient http,
            List<URI> addresses) {
        super(office, random, replicas, ledger);
        this.http = http;
        this.addresses = addresses;
    }

    /** Null before the first ticket. */
    @Nullable Watch watch() {
        return watch;
    }

    String ticket() {
        return ticket;
    }

    @Override
    Command next() {
        if (ticket.isEmpty() || (watch != null && hasEnded(watch.ticket()))) {
            return office.take(anyService(), key());
        }
        int dice = random.nextInt(100);
        if (dice < 60) {
            return holder(Kind.CONFIRM, "confirm", "");
        }
        return dice < 85
                ? holder(Kind.DELAY, "delay", "{\"places\":" + (1 + random.nextInt(3)) + "}")
                : holder(Kind.CANCEL, "cancel", "");
    }

    @Override
    void done(Command command, JsonNode answer) {
        if (command.kind() == Kind.TAKE) {
            if (watch != null) {
                watch.close();
            }
            ticket = answer.path("id").asText();
            token = answer.path("token").asText();
            URI replica = addresses.get(random.nextInt(addresses.size()));
            watch = Watch.open(http, replica, ticket, token);
        }
    }

    @Override
    void notDone(Command command, JsonNode answer) {
        if (hasEnded(answer)) {
            ticket = "";
        }
    }

    private Command holder(Kind kind, String command, String body) {
        return new Command(kind, "/api/tickets/" + ticket + "/" + command, body, token, "");
    }

    private static boolean hasEnded(JsonNode ticket) {
        return ENDED.contains(ticket.path("status").asText());
    }
}
