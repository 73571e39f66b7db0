package dev.nextup.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A ticket's stream, as its holder's page keeps it open: knows what was told last. */
final class Watch implements Flow.Subscriber<String>, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile JsonNode last = MissingNode.getInstance();
    private volatile @Nullable CompletableFuture<HttpResponse<Void>> answer;

    static Watch open(HttpClient http, URI replica, String ticket, String token) {
        Watch watch = new Watch();
        URI stream = replica.resolve("/api/tickets/" + ticket + "/events");
        HttpRequest request =
                HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + token).build();
        watch.answer = http.sendAsync(request, BodyHandlers.fromLineSubscriber(watch));
        return watch;
    }

    /** The ticket as told last; a missing node before the first time. */
    JsonNode ticket() {
        return last;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("data:")) {
            try {
                last = JSON.readTree(line.substring("data:".length()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a stream tells JSON", e);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        // The stream was closed here, or its replica went: what was told last stays.
    }

    @Override
    public void onComplete() {
        // As above.
    }

    @Override
    public void close() {
        CompletableFuture<HttpResponse<Void>> open = answer;
        if (open != null) {
            open.cancel(true);
        }
    }
}
