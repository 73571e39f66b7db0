package dev.nextup.local.push.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A file of JSON objects, one per line, that is appended to and now and then written anew. A line
 * cut off by a kill is ignored: nobody was answered for it. Only the owner may read it.
 */
public final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    private Journal(Path file) {
        this.file = file;
    }

    /**
     * The file of a name in a directory, which is made if it is missing.
     *
     * @throws IOException if the directory cannot be made
     */
    public static Journal in(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        return new Journal(directory.resolve(name));
    }

    /**
     * All whole lines, oldest first. {@link #rewrite} must follow before anything is appended: the
     * last line may be cut off.
     *
     * @throws IOException if the file cannot be read
     */
    public List<JsonNode> read() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                try {
                    JsonNode node = JSON.readTree(line);
                    if (node.isObject()) {
                        lines.add(node);
                    }
                } catch (JsonProcessingException cutOff) {
                    // Of a process that was killed while it wrote.
                }
            }
        }
        return lines;
    }

    /**
     * Replaces everything, at once or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public void rewrite(Collection<? extends JsonNode> lines) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        Files.writeString(fresh, text, StandardOpenOption.APPEND);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void append(JsonNode line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
