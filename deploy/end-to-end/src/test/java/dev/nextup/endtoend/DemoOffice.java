package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.io.IOException;

/**
 * The demo organisation as a clerk knows it, and the commands given there.
 *
 * @param citizens department with the services {@code general} and {@code identityCards}
 * @param token the clerk's, good for 15 minutes on every replica
 */
record DemoOffice(
        String organization,
        String citizens,
        String general,
        String identityCards,
        String permits,
        String buildingPermits,
        String token) {

    static DemoOffice visit(TicketClient client) throws IOException {
        JsonNode organization = client.get("/api/organizations/demo").body();
        JsonNode departments = organization.at("/branches/0/departments");
        JsonNode citizens = byName(departments, "Citizen Services");
        JsonNode services = citizens.path("services");
        JsonNode permits = byName(departments, "Permits");
        return new DemoOffice(
                organization.path("id").asText(),
                citizens.path("id").asText(),
                byName(services, "General Enquiries").path("id").asText(),
                byName(services, "Identity Cards").path("id").asText(),
                permits.path("id").asText(),
                byName(permits.path("services"), "Building Permits").path("id").asText(),
                login(client, "clerk@demo.test"));
    }

    /** The administrator sets the English words for one kind of notification. */
    Answer say(TicketClient client, String kind, String title, String text) throws IOException {
        return client.put(
                "/api/organizations/%s/messages/%s/en".formatted(organization, kind),
                "{\"title\":\"%s\",\"body\":\"%s\"}".formatted(title, text),
                login(client, "admin@demo.test"));
    }

    Command take(String service, String key) {
        String body =
                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}".formatted(organization, service);
        return new Command(Kind.TAKE, "/api/tickets", body, "", key);
    }

    Command callNext(String queue, String key) {
        return new Command(Kind.CALL, "/api/queues/" + queue + "/call-next", "{}", token, key);
    }

    Command callNextAt(String queue, String counter, String key) {
        String body = "{\"counterId\":\"%s\"}".formatted(counter);
        return new Command(Kind.CALL, "/api/queues/" + queue + "/call-next", body, token, key);
    }

    /**
     * A service of its own in the department of citizens, for one test.
     *
     * @param more further fields of it, such as {@code ,"capacityPerDay":5}
     */
    String service(TicketClient client, String prefix, String more) throws IOException {
        String body =
                "{\"name\":\"%s\",\"prefix\":\"%1$s\",\"departmentId\":\"%s\"%s}"
                        .formatted(prefix, citizens, more);
        String path = "/api/organizations/" + organization + "/services";
        String admin = login(client, "admin@demo.test");
        return client.send(new Command(Kind.CALL, path, body, admin, "")).text("id");
    }

    /** By the administrator. */
    Command reset(TicketClient client, String queue) throws IOException {
        String admin = login(client, "admin@demo.test");
        return new Command(Kind.CANCEL, "/api/queues/" + queue + "/reset", "{}", admin, "");
    }

    Command complete(String ticket) {
        return new Command(Kind.COMPLETE, "/api/tickets/" + ticket + "/complete", "", token, "");
    }

    Command skip(String ticket) {
        return new Command(Kind.SKIP, "/api/tickets/" + ticket + "/skip", "", token, "");
    }

    /** Any other command of staff on a ticket. */
    Command onTicket(Kind kind, String ticket, String command, String body) {
        return new Command(kind, "/api/tickets/" + ticket + "/" + command, body, token, "");
    }

    private static String login(TicketClient client, String email) throws IOException {
        String body = "{\"email\":\"%s\",\"password\":\"nextup-demo\"}".formatted(email);
        Command login = new Command(Kind.CALL, "/api/auth/login", body, "", "");
        return client.send(login).text("accessToken");
    }

    private static JsonNode byName(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        throw new IllegalStateException("The demo organisation lacks " + name);
    }
}
