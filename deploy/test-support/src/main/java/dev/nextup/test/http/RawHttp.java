package dev.nextup.test.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request exactly as written: ordinary clients repair paths and lengths before anybody sees
 * them.
 */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI server;

    public RawHttp(URI server) {
        this.server = server;
    }

    /**
     * @param body null for none; otherwise sent with its length unless the headers say chunked
     */
    public Answer send(
            String method, String rawPath, Map<String, String> headers, @Nullable String body)
            throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] request = request(method, rawPath, headers, body);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException serverHasAnsweredAndClosed) {
                // A refusal may come before the body is read; the answer is still there to read.
            }
            return Answer.parse(readAll(socket.getInputStream()));
        }
    }

    private byte[] request(
            String method, String rawPath, Map<String, String> headers, @Nullable String body) {
        StringBuilder text = new StringBuilder(method + " " + rawPath + " HTTP/1.1\r\n");
        text.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        String content = body == null ? "" : body;
        if (headers.containsKey("Transfer-Encoding")) {
            String size = Integer.toHexString(content.getBytes(StandardCharsets.UTF_8).length);
            text.append("\r\n").append(size).append("\r\n").append(content).append("\r\n0\r\n\r\n");
        } else {
            if (body != null) {
                text.append("Content-Length: ")
                        .append(content.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n");
            }
            text.append("\r\n").append(content);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (java.net.SocketException reset) {
            // What came before the reset counts.
        }
        return all.toByteArray();
    }

    /** What came back; header names in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        static Answer parse(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new AssertionError("no HTTP answer but: '" + text + "'");
            }
            List<String> lines = text.substring(0, end).lines().toList();
            Map<String, String> headers = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Answer(
                    Integer.parseInt(
                            lines.get(0).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())),
                    headers,
                    text.substring(end + 4));
        }
    }
}
