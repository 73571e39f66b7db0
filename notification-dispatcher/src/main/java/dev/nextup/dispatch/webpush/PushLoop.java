package dev.nextup.dispatch.webpush;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * One event loop with connections of its own, so that a message is encrypted and sent without ever
 * changing threads. Over TLS it speaks HTTP/2 where that is offered, one connection per origin,
 * else HTTP/1.1.
 *
 * <p>Who answers may be hostile: redirects are not followed, every phase is bounded in time, and of
 * a body no more than a few kilobytes are read.
 */
final class PushLoop {

    /** Push services answer in a fraction of this; a person waits. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int CONNECT_MILLIS = 5_000;

    /** Enough for a problem's reason. */
    private static final int LONGEST_BODY = 8 * 1_024;

    /** Streams of one HTTP/2 connection; services allow 100 and more. */
    private static final int STREAMS = 100;

    /** Connections per origin over HTTP/1.1, which carries one request at a time. */
    private static final int HTTP1_CONNECTIONS = 32;

    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient tls;
    private final HttpClient cleartext;

    PushLoop(Vertx vertx, HttpClientOptions tlsOptions) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.tls =
                vertx.createHttpClient(
                        bounded(tlsOptions)
                                .setProtocolVersion(HttpVersion.HTTP_2)
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setHttp2MultiplexingLimit(STREAMS)
                                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS),
                        new PoolOptions().setHttp1MaxSize(HTTP1_CONNECTIONS).setHttp2MaxSize(1));
        this.cleartext =
                vertx.createHttpClient(
                        bounded(new HttpClientOptions()),
                        new PoolOptions().setHttp1MaxSize(HTTP1_CONNECTIONS));
    }

    private static HttpClientOptions bounded(HttpClientOptions options) {
        return options.setConnectTimeout(CONNECT_MILLIS).setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }

    /** Prepares a request on this loop, then sends it. Fails when there is no answer in time. */
    Future<PushAnswer> post(PushEndpoint endpoint, Callable<Prepared> preparation) {
        Promise<PushAnswer> promise = Promise.promise();
        context.runOnContext(
                go -> {
                    try {
                        send(endpoint, preparation.call(), promise);
                    } catch (Exception e) {
                        promise.fail(e);
                    }
                });
        return promise.future();
    }

    private void send(PushEndpoint endpoint, Prepared prepared, Promise<PushAnswer> promise) {
        Future<HttpClientRequest> connected =
                (endpoint.origin().isTls() ? tls : cleartext).request(options(endpoint, prepared));
        long timer =
                vertx.setTimer(
                        PATIENCE.toMillis(),
                        late -> {
                            promise.tryFail(new TimeoutException("no answer in time"));
                            connected.onSuccess(HttpClientRequest::reset);
                        });
        connected
                .compose(request -> send(request, prepared, promise))
                .compose(PushLoop::read)
                .onComplete(
                        done -> {
                            vertx.cancelTimer(timer);
                            if (done.succeeded()) {
                                promise.tryComplete(done.result());
                            } else {
                                promise.tryFail(done.cause());
                            }
                        });
    }

    /**
     * Whoever got no connection in time has been told so: sending now would be a second attempt.
     */
    private static Future<HttpClientResponse> send(
            HttpClientRequest request, Prepared prepared, Promise<PushAnswer> promise) {
        if (promise.future().isComplete()) {
            request.reset();
            return Future.failedFuture(new TimeoutException("no connection in time"));
        }
        return request.send(prepared.body());
    }

    private static RequestOptions options(PushEndpoint endpoint, Prepared prepared) {
        String host = endpoint.origin().host();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setSsl(endpoint.origin().isTls())
                        .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                        .setPort(endpoint.origin().port())
                        .setURI(endpoint.requestTarget())
                        .setFollowRedirects(false);
        prepared.headers().forEach(options::putHeader);
        return options;
    }

    /** What exceeds the limit is cut off together with its connection or stream. */
    private static Future<PushAnswer> read(HttpClientResponse response) {
        Promise<PushAnswer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(promise::tryFail);
        response.handler(
                part -> {
                    body.appendBuffer(part);
                    if (body.length() > LONGEST_BODY
                            && promise.tryComplete(answer(response, body))) {
                        response.request().reset();
                    }
                });
        response.endHandler(end -> promise.tryComplete(answer(response, body)));
        return promise.future();
    }

    private static PushAnswer answer(HttpClientResponse response, Buffer body) {
        return new PushAnswer(
                response.statusCode(),
                response.getHeader("Retry-After"),
                body.getString(
                        0, Math.min(body.length(), LONGEST_BODY), StandardCharsets.UTF_8.name()));
    }

    /**
     * @param headers of the request, by name
     */
    record Prepared(Map<String, String> headers, Buffer body) {}
}
