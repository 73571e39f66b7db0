package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;

import dev.nextup.ticket.Demo;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Commands on tickets as a test sends them. */
final class TicketDesk {

    private final Demo demo;

    TicketDesk(Demo demo) {
        this.demo = demo;
    }

    /** By staff, without a body. */
    Response staff(String ticket, String command) {
        return demo.asClerk().post(path(ticket, command));
    }

    Response staff(String ticket, String command, String body) {
        return sent(demo.asClerk(), ticket, command, body);
    }

    Response holder(JsonPath ticket, String command, String body) {
        return sent(
                given().auth().oauth2(ticket.getString("token")),
                ticket.getString("id"),
                command,
                body);
    }

    Response withKey(String ticket, String command, UUID key) {
        return demo.asClerkWithKey(key.toString()).post(path(ticket, command));
    }

    JsonPath read(String ticket) {
        return demo.asClerk().get("/api/tickets/" + ticket).jsonPath();
    }

    List<String> waiting(String prefix) {
        return demo.asClerk()
                .get("/api/queues/" + demo.service(prefix))
                .jsonPath()
                .getList("waiting.id", String.class);
    }

    static List<Response> inParallel(List<Callable<Response>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private static Response sent(
            RequestSpecification as, String ticket, String command, String body) {
        return as.contentType("application/json").body(body).post(path(ticket, command));
    }

    private static String path(String ticket, String command) {
        return "/api/tickets/" + ticket + "/" + command;
    }
}
