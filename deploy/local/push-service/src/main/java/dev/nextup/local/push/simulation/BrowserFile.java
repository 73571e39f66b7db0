package dev.nextup.local.push.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.local.push.decryption.ReceiverKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browsers on disk: one JSON object per line, {@code {"id", "token", …}} for a new one and
 * {@code {"forgotten": id}} for one that left. Appended to, and written anew at each start; a line
 * cut off by a kill is ignored. Only the owner may read it: it holds private keys (of browsers that
 * do not exist).
 */
final class BrowserFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Path file;

    private BrowserFile(Path file) {
        this.file = file;
    }

    /**
     * Opens the file in a directory, which is made if it is missing.
     *
     * @throws IOException if the directory cannot be made
     */
    static BrowserFile in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new BrowserFile(directory.resolve("simulated-browsers.jsonl"));
    }

    /**
     * Those that have not left, oldest first.
     *
     * @throws IOException if the file cannot be read or written
     */
    Collection<BrowserIdentity> load() throws IOException {
        Map<UUID, BrowserIdentity> browsers = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                apply(line, browsers);
            }
        }
        rewrite(browsers.values().stream().map(BrowserFile::line).toList());
        return browsers.values();
    }

    void add(BrowserIdentity browser) {
        append(line(browser));
    }

    void forget(UUID id) {
        append(JSON.createObjectNode().put("forgotten", id.toString()).toString() + "\n");
    }

    private static void apply(String line, Map<UUID, BrowserIdentity> browsers) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.has("forgotten")) {
                browsers.remove(UUID.fromString(node.path("forgotten").asText()));
            } else {
                BrowserIdentity browser = browser(node);
                browsers.put(browser.id(), browser);
            }
        } catch (JsonProcessingException | IllegalArgumentException cutOff) {
            // The last line of a process that was killed while it wrote: nobody was answered.
        }
    }

    private static BrowserIdentity browser(JsonNode node) {
        ReceiverKeys keys =
                new ReceiverKeys(
                        octets(node.path("private")),
                        octets(node.path("p256dh")),
                        octets(node.path("auth")));
        JsonNode restrictedTo = node.path("applicationServerKey");
        return new BrowserIdentity(
                UUID.fromString(node.path("id").asText()),
                node.path("token").asText(),
                restrictedTo.isTextual() ? octets(restrictedTo) : null,
                keys);
    }

    private static byte[] octets(JsonNode node) {
        return DECODER.decode(node.asText());
    }

    private static String line(BrowserIdentity browser) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", browser.id().toString());
        node.put("token", browser.token());
        node.put("applicationServerKey", text(browser.applicationServerKey()));
        node.put("private", text(browser.keys().privateScalar()));
        node.put("p256dh", text(browser.keys().p256dh()));
        node.put("auth", text(browser.keys().auth()));
        return node + "\n";
    }

    private static @Nullable String text(byte @Nullable [] octets) {
        return octets == null ? null : ENCODER.encodeToString(octets);
    }

    private void rewrite(List<String> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, String.join("", lines), StandardOpenOption.APPEND);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void append(String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
