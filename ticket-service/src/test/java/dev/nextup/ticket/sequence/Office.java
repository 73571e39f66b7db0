package dev.nextup.ticket.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nextup.ticket.organization.OtherOrganization;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The service under test, reached over HTTP: an organisation of its own with one department. */
final class Office {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final String department;
    final List<String> services;
    final List<String> counters;
    private final String organization;
    private final String staff;
    private final String manager;
    private final List<JsonNode> taken = new ArrayList<>();

    Office(Pool pool) {
        OtherOrganization other = OtherOrganization.create(pool);
        organization = other.id().toString();
        staff = other.token("employee");
        manager = other.token("manager");
        department = other.department(other.branch());
        services = List.of(other.service(department, "ONE"), other.service(department, "TWO"));
        counters = List.of(counter(other, "Left"), counter(other, "Right"));
    }

    private String counter(OtherOrganization other, String name) {
        String body = "{\"name\":\"%s\",\"departmentId\":\"%s\"}".formatted(name, department);
        return other.as("admin").body(body).post(other.path("counters")).path("id");
    }

    /** Id of the n-th ticket taken here. */
    String ticket(int index) {
        return taken.get(index).path("id").asText();
    }

    List<String> tickets() {
        return taken.stream().map(t -> t.path("id").asText()).toList();
    }

    /**
     * @param ticket the step is about; null for commands on a queue
     */
    Answer send(Step step, @Nullable ModelTicket ticket) {
        return switch (step.action()) {
            case TAKE -> take(step);
            case WALK_IN -> walkIn(step);
            case OPEN -> post(queue(step) + "/open", "", staff, null);
            case CLOSE -> post(queue(step) + "/close", "", staff, null);
            case RESET -> post(queue(step) + "/reset", "{\"cleanup\":false}", manager, null);
            case CALL_NEXT -> callNext(queue(step), step);
            case CALL_NEXT_OF_DEPARTMENT -> callNext("queues/" + department, step);
            case CALL_NEXT_TO_COUNTER ->
                    post(
                            "counters/" + counters.get(Math.max(0, step.counter())) + "/call-next",
                            "",
                            staff,
                            null);
            default -> command(step, ticket);
        };
    }

    Answer get(String path) {
        return exchange(request(path, staff).GET());
    }

    private Answer take(Step step) {
        String body =
                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                        .formatted(organization, services.get(step.service()));
        return issued(exchange(request("tickets", null).POST(BodyPublishers.ofString(body))));
    }

    private Answer walkIn(Step step) {
        String body = "{\"priority\":%d}".formatted(step.priority());
        return issued(post(queue(step) + "/tickets", body, staff, null));
    }

    private Answer issued(Answer answer) {
        if (answer.status() == 201) {
            taken.add(answer.body());
        }
        return answer;
    }

    private String queue(Step step) {
        return "queues/" + services.get(step.service());
    }

    private Answer callNext(String queue, Step step) {
        return post(queue + "/call-next", counterBody(step), staff, null);
    }

    private Answer command(Step step, ModelTicket ticket) {
        String path = "tickets/" + ticket(ticket.index) + "/";
        // Nobody has claimed a walk-in's slip: staff do what its holder would.
        String holder = taken.get(ticket.index).path("token").asText(staff);
        Long expected = step.stale() ? ticket.version + 1 : null;
        return switch (step.action()) {
            case CALL -> post(path + "call", counterBody(step), staff, expected);
            case REQUEUE_FIRST -> post(path + "requeue", "{\"place\":\"FIRST\"}", staff, expected);
            case REQUEUE_LAST -> post(path + "requeue", "{\"place\":\"LAST\"}", staff, expected);
            case TRANSFER -> {
                String to = "{\"serviceId\":\"%s\"}".formatted(services.get(step.service()));
                yield post(path + "transfer", to, staff, expected);
            }
            case DELAY -> {
                String body = "{\"places\":%d}".formatted(step.places());
                yield post(path + "delay", body, holder, expected);
            }
            case LEAVE -> post(path + "cancel", "", holder, expected);
            case CONFIRM -> post(path + "confirm", "", holder, expected);
            default ->
                    post(path + step.action().name().toLowerCase(Locale.ROOT), "", staff, expected);
        };
    }

    private String counterBody(Step step) {
        return step.counter() < 0
                ? "{}"
                : "{\"counterId\":\"%s\"}".formatted(counters.get(step.counter()));
    }

    private Answer post(String path, String body, String token, @Nullable Long expected) {
        HttpRequest.Builder request = request(path, token).POST(BodyPublishers.ofString(body));
        if (expected != null) {
            request.header("If-Match", Long.toString(expected));
        }
        return exchange(request);
    }

    private static HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + RestAssured.port + "/api/" + path))
                        .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            JsonNode body =
                    response.body().isEmpty()
                            ? MissingNode.getInstance()
                            : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Status and JSON; a missing node if there is none. */
    record Answer(int status, JsonNode body) {}
}
