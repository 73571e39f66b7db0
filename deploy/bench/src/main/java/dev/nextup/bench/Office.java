package dev.nextup.bench;

import dev.nextup.bench.Connection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A department of the demo organisation, made for one run, with services of its own: so that no
 * earlier run stands in a queue.
 */
public final class Office {

    private static final int LETTERS = 26;
    private static final String PASSWORD = "nextup-demo";

    private final Connection connection;
    private final String organization;
    private final String admin;
    private final String department;
    private int prefixes = ThreadLocalRandom.current().nextInt(LETTERS * LETTERS * LETTERS);

    public Office(Connection connection) throws IOException {
        this.connection = connection;
        Answer demo = connection.send("GET", "/api/organizations/demo", "", "").expect(200);
        organization = demo.text("id");
        String branch = new Answer(200, demo.body().split("\"branches\":", 2)[1]).text("id");
        admin = login();
        department =
                create("departments", "\"branchId\":\"" + branch + "\"").expect(201).text("id");
    }

    public UUID organization() {
        return UUID.fromString(organization);
    }

    /** A staff token is good for 15 minutes; each measurement asks for a new one. */
    public String login() throws IOException {
        String body = "{\"email\":\"admin@demo.test\",\"password\":\"" + PASSWORD + "\"}";
        return connection.send("POST", "/api/auth/login", "", body).expect(200).text("accessToken");
    }

    public List<String> newServices(int number) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < number) {
            String more =
                    "\"departmentId\":\"%s\",\"prefix\":\"%s\"".formatted(department, prefix());
            Answer answer = create("services", more);
            // An earlier run may have left a service with this prefix.
            if (answer.status() != 409) {
                ids.add(answer.expect(201).text("id"));
            }
        }
        return ids;
    }

    public String takeRequest(String service) {
        return "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}".formatted(organization, service);
    }

    private Answer create(String kind, String more) throws IOException {
        String unique = "Bench " + UUID.randomUUID().toString().substring(0, 8);
        String body = "{\"name\":\"%s\",%s}".formatted(unique, more);
        String path = "/api/organizations/" + organization + "/" + kind;
        return connection.send("POST", path, admin, body);
    }

    private String prefix() {
        int n = prefixes++;
        return "" + letter(n / LETTERS / LETTERS) + letter(n / LETTERS) + letter(n);
    }

    private static char letter(int n) {
        return (char) ('A' + n % LETTERS);
    }
}
