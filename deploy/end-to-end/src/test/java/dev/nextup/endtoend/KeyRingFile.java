package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.local.secret.SecretFiles;
import dev.nextup.local.secret.VapidKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The application server keys in a file of the test's own, which operators edit while all runs
 * ({@code docs/runbooks/rotate-vapid-keys.md}).
 */
record KeyRingFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** With one key. */
    static KeyRingFile create() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keys-");
        return new KeyRingFile(VapidKeys.file(new SecretFiles(directory)));
    }

    /** A new key is used from now on; messages to those who have the old are still signed. */
    void putNewKeyFirst() throws IOException {
        JsonNode fresh = read(create().path()).at("/keys/0");
        ObjectNode ring = read(path);
        ArrayNode keys = JSON.createArrayNode().add(fresh);
        ring.path("keys").forEach(keys::add);
        write(ring.set("keys", keys));
    }

    /** Nothing is signed with the old keys any more. */
    void keepOnlyTheNewest() throws IOException {
        ObjectNode ring = read(path);
        write(ring.set("keys", JSON.createArrayNode().add(ring.at("/keys/0"))));
    }

    ApplicationServerKey newest() throws IOException {
        return ApplicationServerKey.newestIn(path);
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(file));
    }

    /** At once: it may be read at any moment. */
    private void write(JsonNode ring) throws IOException {
        Path beside = path.resolveSibling("keys.new");
        Files.writeString(beside, JSON.writeValueAsString(ring));
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
