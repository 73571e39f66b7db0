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
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One event loop with connections of its own, so that a message is encrypted and sent without ever
 * changing threads. Over TLS it speaks HTTP/2 where that is offered, one connection per origin,
 * else HTTP/1.1.
 *
 * <p>Who answers may be hostile: redirects are not followed, every phase is bounded in time, and of
 * a body no more than a few kilobytes are read. It connects to the address it is given and asks
 * nobody.
 */
final class PushLoop {

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
    private final Patience patience;

    PushLoop(Vertx vertx, HttpClientOptions tlsOptions, Patience patience) {
        this.vertx = vertx;
        this.patience = patience;
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

    private HttpClientOptions bounded(HttpClientOptions options) {
        return options.setTracingPolicy(TracingPolicy.IGNORE) // the endpoint is a secret
                .setConnectTimeout((int) patience.connect().toMillis())
                .setSslHandshakeTimeout(patience.handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    }

    /**
     * Prepares a request on this loop, then sends it.
     *
     * @param address where to connect to; the endpoint's host is what TLS and HTTP name
     * @param limit fails when there are no headers of an answer by then
     */
    Future<PushAnswer> post(
            PushEndpoint endpoint,
            InetAddress address,
            Duration limit,
            Callable<Prepared> preparation) {
        Promise<PushAnswer> promise = Promise.promise();
        context.runOnContext(
                go -> {
                    try {
                        Prepared prepared = preparation.call();
                        HttpClient client = endpoint.origin().isTls() ? tls : cleartext;
                        send(client.request(options(endpoint, address, prepared)), prepared, limit)
                                .onComplete(promise);
                    } catch (Exception e) {
                        promise.fail(e);
                    }
                });
        return promise.future();
    }

    private Future<PushAnswer> send(
            Future<HttpClientRequest> connected, Prepared prepared, Duration limit) {
        Promise<PushAnswer> promise = Promise.promise();
        long timer =
                vertx.setTimer(
                        limit.toMillis(),
                        late -> {
                            promise.tryFail(new TimeoutException("no answer in time"));
                            connected.onSuccess(HttpClientRequest::reset);
                        });
        connected
                .compose(request -> send(request, prepared, promise))
                .compose(
                        response -> {
                            vertx.cancelTimer(timer);
                            return read(response);
                        })
                .onSuccess(promise::tryComplete)
                .onFailure(promise::tryFail)
                .onComplete(done -> vertx.cancelTimer(timer));
        return promise.future();
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

    /** The address in brackets would be taken for a name, and looked up. */
    private static RequestOptions options(
            PushEndpoint endpoint, InetAddress address, Prepared prepared) {
        String host = endpoint.origin().host();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        endpoint.origin().port(), address.getHostAddress()))
                        .setSsl(endpoint.origin().isTls())
                        .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                        .setPort(endpoint.origin().port())
                        .setURI(endpoint.requestTarget())
                        .setFollowRedirects(false);
        prepared.headers().forEach(options::putHeader);
        return options;
    }

    /**
     * The status is known, so whatever becomes of the rest, there is an answer. What exceeds the
     * limits is cut off together with its connection or stream.
     */
    private Future<PushAnswer> read(HttpClientResponse response) {
        Promise<PushAnswer> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        Runnable cutOff =
                () -> {
                    if (promise.tryComplete(answer(response, body))) {
                        response.request().reset();
                    }
                };
        long timer = vertx.setTimer(patience.body().toMillis(), late -> cutOff.run());
        response.handler(
                part -> {
                    body.appendBuffer(part);
                    if (body.length() > LONGEST_BODY) {
                        cutOff.run();
                    }
                });
        response.exceptionHandler(e -> promise.tryComplete(answer(response, body)));
        response.endHandler(end -> promise.tryComplete(answer(response, body)));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static PushAnswer answer(HttpClientResponse response, Buffer body) {
        String location = response.getHeader("Location");
        return new PushAnswer(
                response.statusCode(),
                response.getHeader("Retry-After"),
                response.getHeader("TTL"),
                location == null ? response.getHeader("apns-id") : location,
                body.getString(
                        0, Math.min(body.length(), LONGEST_BODY), StandardCharsets.UTF_8.name()));
    }

    /**
     * @param headers of the request, by name
     */
    record Prepared(Map<String, String> headers, Buffer body) {}
}
