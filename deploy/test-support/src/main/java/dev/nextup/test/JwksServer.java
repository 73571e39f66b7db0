package dev.nextup.test;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves the public half of the token keys over HTTP, as ticket-service does. */
final class JwksServer implements AutoCloseable {

    private static final String PATH = "/api/auth/jwks";

    private final HttpServer server;

    private JwksServer(HttpServer server) {
        this.server = server;
    }

    /** Started on a free port of loopback. */
    static JwksServer start(Path privateKeys) {
        try {
            byte[] answer = publicHalf(privateKeys).getBytes(StandardCharsets.UTF_8);
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    PATH,
                    exchange -> {
                        try (exchange) {
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            exchange.sendResponseHeaders(200, answer.length);
                            exchange.getResponseBody().write(answer);
                        }
                    });
            server.start();
            return new JwksServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve the public keys", e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String publicHalf(Path privateKeys) throws IOException {
        return Files.readString(privateKeys).replaceAll("\"d\":\"[^\"]*\",", "");
    }
}
