package dev.nextup.local.gateway;

import dev.nextup.local.gateway.Upstreams.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * Passes a request on byte for byte and streams both ways.
 *
 * <p>Written on the HTTP client instead of vertx-http-proxy, whose answer to a service that is down
 * is a bare 502 that cannot be replaced by a problem document.
 */
final class Forwarder {

    private static final int CONNECT_MILLIS = 2_000;

    /** Each open stream holds a connection: the default of five would stop the sixth reader. */
    private static final int CONNECTIONS_PER_SERVICE = 5_000;

    private final HttpClient client;

    Forwarder(Vertx vertx) {
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setIdleTimeout(0)
                                .setKeepAliveTimeout(10)
                                .setMaxHeaderSize(64 * 1024),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE));
    }

    void forward(HttpServerRequest request, Upstream upstream) {
        request.pause();
        RequestOptions target =
                new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(upstream.port())
                        .setMethod(request.method())
                        .setURI(request.uri());
        boolean socket = upstream.takesWebSockets() && Tunnel.isWanted(request);
        client.request(target)
                .onSuccess(
                        out -> {
                            Headers.copyRequest(request, out.headers());
                            if (socket) {
                                open(request, out, upstream);
                            } else {
                                exchange(request, out, upstream);
                            }
                        })
                .onFailure(down -> refuse(request, upstream));
    }

    private static void open(HttpServerRequest request, HttpClientRequest out, Upstream upstream) {
        request.response().closeHandler(gone -> out.reset());
        Tunnel.ask(out)
                .onSuccess(
                        in -> {
                            if (in.statusCode() == 101) {
                                Tunnel.open(request, in);
                            } else {
                                request.resume();
                                relay(request.method(), in, request.response());
                            }
                        })
                .onFailure(down -> refuse(request, upstream));
    }

    private static void exchange(
            HttpServerRequest request, HttpClientRequest out, Upstream upstream) {
        HttpServerResponse response = request.response();
        response.closeHandler(gone -> out.reset());
        out.response()
                .onSuccess(in -> relay(request.method(), in, response))
                .onFailure(down -> refuse(request, upstream));
        sendBody(request, out);
    }

    private static void sendBody(HttpServerRequest request, HttpClientRequest out) {
        if (request.getHeader("Transfer-Encoding") != null) {
            out.setChunked(true);
        }
        if (out.isChunked() || request.getHeader("Content-Length") != null) {
            // A failed body shows as a failed response, which is answered there.
            Future<Void> unused = request.pipeTo(out);
        } else {
            request.resume();
            Future<Void> unused = out.end();
        }
    }

    private static void relay(
            HttpMethod method, HttpClientResponse in, HttpServerResponse response) {
        if (response.closed()) {
            in.request().reset();
            return;
        }
        response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
        Headers.copyResponse(in.headers(), response.headers());
        if (hasNoBody(method, in.statusCode())) {
            response.end();
            return;
        }
        if (in.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        // Cut off upstream, cut off here: a truncated answer must not look complete.
        in.pipeTo(response).onFailure(broken -> response.reset());
    }

    private static boolean hasNoBody(HttpMethod method, int status) {
        return HttpMethod.HEAD.equals(method) || status == 204 || status == 304;
    }

    private static void refuse(HttpServerRequest request, Upstream upstream) {
        HttpServerResponse response = request.response();
        if (!response.headWritten() && !response.closed()) {
            request.resume();
            Problems.unavailable(response, upstream.name());
        }
    }
}
