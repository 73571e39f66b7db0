package dev.nextup.bench.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs in other languages to compare with, as far as this machine has what they need.
 *
 * @param directory where the script put them: {@code node_modules} and {@code p256}
 * @param script of the peer in Node
 */
record Peers(Path directory, Path script) {

    private static final ObjectMapper JSON = new ObjectMapper();

    boolean hasNode() {
        return Files.isDirectory(directory.resolve("node_modules/web-push"));
    }

    /** Web-push for Node writes requests and sends none. */
    Optional<Cost> write(Sender sender, Browser browser, Duration warmUp, Duration measured)
            throws Exception {
        if (!hasNode()) {
            return Optional.empty();
        }
        ObjectNode task = task(sender, browser);
        task.put("warmUp", warmUp.toSeconds()).put("seconds", measured.toSeconds());
        return Optional.of(node("write", task, browser, Map.of()));
    }

    /** Web-push for Node sends, a hundred at once, to a server with this certificate. */
    Optional<Cost> send(Sender sender, Browser browser, int messages, Path certificate)
            throws Exception {
        if (!hasNode()) {
            return Optional.empty();
        }
        ObjectNode task = task(sender, browser);
        task.put("warmUp", messages).put("messages", messages);
        return Optional.of(
                node("send", task, browser, Map.of("NODE_EXTRA_CA_CERTS", certificate.toString())));
    }

    /** The least that the P-256 of a message takes OpenSSL. */
    Optional<Cost> openSsl(Duration measured) throws IOException, InterruptedException {
        Path program = directory.resolve("p256");
        if (!Files.isExecutable(program)) {
            return Optional.empty();
        }
        String seconds = Long.toString(measured.toSeconds());
        String[] words =
                run(List.of(program.toString(), seconds), "", Map.of()).get(0).split(" ", -1);
        return Optional.of(
                new Cost(
                        Long.parseLong(words[0]),
                        measured,
                        Duration.ofNanos(Long.parseLong(words[1]))));
    }

    private ObjectNode task(Sender sender, Browser browser) {
        ObjectNode task = JSON.createObjectNode();
        task.put("library", directory.toString());
        byte[] message = EncryptBenchmark.message();
        task.put("message", Base64.getEncoder().encodeToString(message));
        task.putObject("vapid")
                .put("subject", Sender.SUBJECT)
                .put("publicKey", sender.publicKey())
                .put("privateKey", sender.privateKey());
        task.putObject("subscription")
                .put("endpoint", browser.endpoint())
                .putObject("keys")
                .put("p256dh", browser.p256dh())
                .put("auth", browser.auth());
        return task;
    }

    private Cost node(
            String what, ObjectNode task, Browser browser, Map<String, String> environment)
            throws Exception {
        List<String> command = List.of("node", script.toString(), what);
        List<String> lines = run(command, task.toString(), environment);
        JsonNode first = JSON.readTree(lines.get(0));
        Request request =
                new Request(first.path("body").binaryValue(), first.path("authorization").asText());
        if (!Arrays.equals(browser.read(request), EncryptBenchmark.message())) {
            throw new IllegalStateException("web-push for Node writes something else");
        }
        return Cost.parse(lines.get(1));
    }

    /** What a process printed, by lines. */
    static List<String> run(List<String> command, String input, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue());
        }
        return output.lines().toList();
    }
}
