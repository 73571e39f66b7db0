package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Firefox's remote protocol, Marionette: over TCP, each message a JSON array behind its length in
 * octets and a colon. One command at a time.
 */
final class Marionette implements AutoCloseable {

    /** Longer than a script or a page may take there. */
    private static final int TIMEOUT_MILLIS = 90_000;

    private static final int LONGEST_LENGTH = 10;

    private final ObjectMapper json = new ObjectMapper();
    private final Socket socket;
    private int commands;

    /** Connects to a Firefox on this machine and begins the one session it can have. */
    Marionette(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        receive();
        send("WebDriver:NewSession", Map.of("capabilities", Map.of()));
    }

    /**
     * @return what the command answers
     * @throws RefusedException if the browser refuses it
     */
    synchronized JsonNode send(String command, Map<String, ?> parameters) {
        try {
            ArrayNode message = json.createArrayNode().add(0).add(++commands).add(command);
            byte[] text = json.writeValueAsBytes(message.add(json.valueToTree(parameters)));
            String length = text.length + ":";
            socket.getOutputStream().write(length.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(text);
            JsonNode answer = receive();
            if (!answer.path(2).isNull()) {
                throw new RefusedException(command, answer.path(2));
            }
            return answer.path(3);
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    private JsonNode receive() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder length = new StringBuilder();
        for (int octet = in.read(); octet != ':'; octet = in.read()) {
            if (octet < 0 || length.length() > LONGEST_LENGTH) {
                throw new EOFException("Firefox does not speak Marionette any more");
            }
            length.append((char) octet);
        }
        return json.readTree(in.readNBytes(Integer.parseInt(length.toString())));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Firefox would not do. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String code;

        RefusedException(String command, JsonNode error) {
            super(command + ": " + error.path("message").asText());
            code = error.path("error").asText();
        }

        /** As WebDriver names it, such as {@code no such element}. */
        String code() {
            return code;
        }
    }
}
