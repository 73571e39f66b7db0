package dev.nextup.local.push.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.local.push.decryption.ReceiverKeys;
import dev.nextup.local.push.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browsers on disk: {@code {"id", "token", …}} for a new one and {@code {"forgotten": id}} for
 * one that left. It holds private keys (of browsers that do not exist).
 */
final class BrowserFile {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Journal journal;

    private BrowserFile(Journal journal) {
        this.journal = journal;
    }

    /**
     * Opens the file in a directory, which is made if it is missing.
     *
     * @throws IOException if the directory cannot be made
     */
    static BrowserFile in(Path directory) throws IOException {
        return new BrowserFile(Journal.in(directory, "simulated-browsers.jsonl"));
    }

    /**
     * Those that have not left, oldest first.
     *
     * @throws IOException if the file cannot be read or written
     */
    Collection<BrowserIdentity> load() throws IOException {
        Map<UUID, BrowserIdentity> browsers = new LinkedHashMap<>();
        journal.read().forEach(line -> apply(line, browsers));
        journal.rewrite(browsers.values().stream().map(BrowserFile::line).toList());
        return browsers.values();
    }

    void add(BrowserIdentity browser) {
        journal.append(line(browser));
    }

    void forget(UUID id) {
        journal.append(JsonNodeFactory.instance.objectNode().put("forgotten", id.toString()));
    }

    private static void apply(JsonNode node, Map<UUID, BrowserIdentity> browsers) {
        if (node.has("forgotten")) {
            browsers.remove(UUID.fromString(node.path("forgotten").asText()));
        } else {
            BrowserIdentity browser = browser(node);
            browsers.put(browser.id(), browser);
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

    private static ObjectNode line(BrowserIdentity browser) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", browser.id().toString());
        node.put("token", browser.token());
        node.put("applicationServerKey", text(browser.applicationServerKey()));
        node.put("private", text(browser.keys().privateScalar()));
        node.put("p256dh", text(browser.keys().p256dh()));
        node.put("auth", text(browser.keys().auth()));
        return node;
    }

    private static @Nullable String text(byte @Nullable [] octets) {
        return octets == null ? null : ENCODER.encodeToString(octets);
    }
}
