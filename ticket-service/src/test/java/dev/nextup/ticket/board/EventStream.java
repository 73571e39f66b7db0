package dev.nextup.ticket.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that reads one stream, as a browser's {@code fetch} would. */
final class EventStream implements AutoCloseable {

    /** What effects may take under normal load; builds may keep all cores busy. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final Lines lines = new Lines();
    private final CompletableFuture<HttpResponse<Void>> answer;

    private EventStream(HttpClient http, HttpRequest request) {
        answer =
                http.sendAsync(
                        request,
                        head -> {
                            assertThat(head.statusCode()).isEqualTo(200);
                            assertThat(head.headers().firstValue("Content-Type").orElse(""))
                                    .startsWith("text/event-stream");
                            return BodySubscribers.fromLineSubscriber(lines);
                        });
    }

    /**
     * @param token empty for public streams
     * @param headers names and values by turns
     */
    static EventStream open(HttpClient http, URI address, String token, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventStream(http, request.build());
    }

    /** The next event, whatever it is. */
    Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(event).as("event in time").isNotNull();
        return event;
    }

    /** The next event that fits; those before it are passed over. */
    Event next(Predicate<JsonNode> fits) throws InterruptedException {
        while (true) {
            Event event = next();
            if (fits.test(event.data())) {
                return event;
            }
        }
    }

    String nextComment() throws InterruptedException {
        return comments.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for the server to end the stream. */
    void awaitEnd() throws Exception {
        answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        lines.cancel();
        answer.cancel(true);
    }

    record Event(String name, String id, JsonNode data) {}

    private final class Lines implements Flow.Subscriber<String> {
        private volatile Flow.Subscription subscription;
        private String name = "";
        private String id = "";
        private String data = "";

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (!data.isEmpty()) {
                events.add(new Event(name, id, json(data)));
                name = "";
                id = "";
                data = "";
            }
        }

        @Override
        public void onError(Throwable failure) {
            // The answer fails with it.
        }

        @Override
        public void onComplete() {
            // The answer completes with it.
        }

        private void cancel() {
            Flow.Subscription open = subscription;
            if (open != null) {
                open.cancel();
            }
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
