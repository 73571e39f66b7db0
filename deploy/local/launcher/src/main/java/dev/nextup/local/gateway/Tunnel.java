package dev.nextup.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/** A WebSocket, passed on octet by octet: what is said in it is between its two ends. */
final class Tunnel {

    private Tunnel() {}

    /** Whether the client asks for a WebSocket. Anything else to upgrade to is not passed on. */
    static boolean isWanted(HttpServerRequest request) {
        return request.headers().contains("Upgrade", "websocket", true);
    }

    /** Asks the service; its answer is 101, or a refusal like that of any request. */
    static Future<HttpClientResponse> ask(HttpClientRequest out) {
        out.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        return out.connect();
    }

    /** Once the service has agreed: the end of one side is the end of the other. */
    static void open(HttpServerRequest request, HttpClientResponse in) {
        NetSocket service = in.netSocket();
        HttpServerResponse response = request.response();
        Headers.copyResponse(in.headers(), response.headers());
        response.putHeader("Connection", "Upgrade").putHeader("Upgrade", "websocket");
        // Nothing is lost of what the service says before the client's side is ready.
        service.pause();
        request.toNetSocket()
                .onSuccess(client -> join(client, service))
                .onFailure(gone -> service.close());
    }

    private static void join(NetSocket client, NetSocket service) {
        client.exceptionHandler(broken -> client.close());
        service.exceptionHandler(broken -> service.close());
        client.pipeTo(service).onComplete(end -> service.close());
        service.pipeTo(client).onComplete(end -> client.close());
    }
}
