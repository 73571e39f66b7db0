package dev.nextup.ticket.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * Small documents of identity providers. Follows no redirect, waits and reads so much and no more:
 * what answers there is not ours.
 */
@Singleton
class JsonFetcher {

    /** Octets; key sets have a few kilobytes. */
    private static final int LARGEST = 256 * 1024;

    /** From the first packet to the last. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client;

    JsonFetcher(Vertx vertx) {
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setTracingPolicy(TracingPolicy.IGNORE)
                                .setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()))
                                .setMaxPoolSize(2)
                                .setKeepAlive(false));
    }

    /** Fails unless the answer is a 200 in time and of bearable size. */
    Uni<String> get(URI address) {
        RequestOptions request =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(address.toString())
                        .setFollowRedirects(false)
                        .putHeader("Accept", "application/json");
        return Uni.createFrom()
                .completionStage(
                        () ->
                                client.request(request)
                                        .compose(sent -> sent.send())
                                        .compose(JsonFetcher::body)
                                        .toCompletionStage())
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private static Future<String> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture("status " + response.statusCode());
        }
        Promise<String> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.handler(
                part -> {
                    read.appendBuffer(part);
                    if (read.length() > LARGEST) {
                        whole.tryFail("more than " + LARGEST + " octets");
                        response.request().reset();
                    }
                });
        response.endHandler(end -> whole.tryComplete(read.toString()));
        return whole.future();
    }
}
