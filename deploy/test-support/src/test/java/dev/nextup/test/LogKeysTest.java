package dev.nextup.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every statement that logs, in what the services are made of. */
class LogKeysTest {

    private static final List<String> MODULES =
            List.of(
                    "common-model",
                    "ticket-service",
                    "subscription-service",
                    "notification-dispatcher");

    /** By these, operators find one thing in the logs of all services (docs/tracing.md). */
    private static final Set<String> FIXED =
            Set.of(
                    "ticketId",
                    "subscriptionId",
                    "deliveryId",
                    "eventId",
                    "attempt",
                    "pushService",
                    "httpStatus",
                    "outcome");

    /** What none of the fixed keys names. A new one must not be another word for one of them. */
    private static final Set<String> OTHERS =
            Set.of(
                    "asked",
                    "current",
                    "deleted",
                    "ended",
                    "errorId",
                    "issuer",
                    "kafkaTopic",
                    "newest",
                    "of",
                    "offset",
                    "partition",
                    "reason",
                    "receipt",
                    "serviceId",
                    "troubles",
                    "ttl");

    private static final Pattern STATEMENT =
            Pattern.compile("\\bLOG\\s*\\.\\w+\\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("(\\w+)=%");
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Of an endpoint the origin may be told, of a phone number's whereabouts the outcome. */
    private static final Pattern SECRET =
            Pattern.compile(
                    "\\b(endpoint|p256dh|auth|payload|token|phone|e164|url)\\(\\)(?!\\.origin\\(\\))");

    @Test
    void logs_name_things_by_the_fixed_keys() throws IOException {
        List<String> statements = statements();

        assertThat(statements).hasSizeGreaterThan(40);
        assertThat(statements)
                .flatExtracting(statement -> matches(KEY, statement))
                .contains("ticketId", "deliveryId", "attempt", "outcome")
                .allMatch(key -> FIXED.contains(key) || OTHERS.contains(key));
    }

    @Test
    void logs_tell_no_secret() throws IOException {
        assertThat(statements())
                .noneMatch(statement -> SECRET.matcher(withoutTexts(statement)).find());
    }

    private static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        for (String module : MODULES) {
            Path sources = Repository.home().resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    statements.addAll(matches(STATEMENT, Files.readString(file)));
                }
            }
        }
        return statements;
    }

    private static String withoutTexts(String statement) {
        return TEXT.matcher(statement).replaceAll("\"\"");
    }

    private static List<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(found -> found.group(1)).toList();
    }
}
