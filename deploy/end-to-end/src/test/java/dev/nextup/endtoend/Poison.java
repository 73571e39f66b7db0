package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that can never be processed.
 *
 * @param what is wrong with it
 * @param reason the code it must be dead-lettered with; empty if any documented one will do
 * @param readers how many services read its topic and must refuse it
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, compared by hand.
record Poison(String what, String key, byte @Nullable [] value, String reason, int readers) {

    private static final Pattern TYPE = Pattern.compile("\"type\":\"[^\"]+\"");
    private static final Pattern CODE_ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

    static Poison notJson(int readers) {
        String half = "{\"half\": \"" + UUID.randomUUID();
        return new Poison("not JSON", anyKey(), octets(half), "not-json", readers);
    }

    /**
     * @param good the value of a record of this ticket that could be processed; so below
     */
    static Poison unknownType(UUID ticket, byte[] good, int readers) {
        String text = new String(good, StandardCharsets.UTF_8);
        String other =
                TYPE.matcher(text).replaceFirst("\"type\":\"dev.nextup.ticket.teleported.v1\"");
        return new Poison(
                "unknown type", ticket.toString(), octets(other), "unknown-type", readers);
    }

    /** JSON has no quarrel with U+0000, PostgreSQL has. */
    static Poison nulCharacter(UUID ticket, byte[] good, String field, int readers) {
        String text = new String(good, StandardCharsets.UTF_8);
        String start = "\"" + field + "\":\"";
        assertThat(text).contains(start);
        String nul = text.replace(start, start + "\\u0000");
        return new Poison("NUL in " + field, ticket.toString(), octets(nul), "", readers);
    }

    static Poison keyIsNoTicket(byte[] good, int readers) {
        return new Poison("key is no UUID", "ticket-" + UUID.randomUUID(), good, "", readers);
    }

    /** On a topic that is not compacted nothing can be erased. */
    static Poison noValue(int readers) {
        return new Poison("no value", anyKey(), null, "", readers);
    }

    /** Whether a dead letter is this record, octet for octet. */
    boolean isIn(ConsumerRecord<String, byte[]> deadLetter) {
        return key.equals(deadLetter.key()) && Arrays.equals(value, deadLetter.value());
    }

    void mustBeExplainedBy(List<ConsumerRecord<String, byte[]>> copies) {
        assertThat(copies).extracting(Poison::reasonOf).as(what).isSubsetOf(reasons());
    }

    private Set<String> reasons() {
        return reason.isEmpty() ? documentedReasons() : Set.of(reason);
    }

    private static String reasonOf(ConsumerRecord<String, byte[]> deadLetter) {
        Header header = deadLetter.headers().lastHeader("nextup-reason");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Set<String> documentedReasons() {
        try {
            String page = Files.readString(Repository.home().resolve("docs/events.md"));
            String table = page.substring(page.indexOf("| reason code |"));
            return CODE_ROW.matcher(table.substring(0, table.indexOf("\n\n")))
                    .results()
                    .map((MatchResult row) -> Objects.requireNonNull(row.group(1)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String anyKey() {
        return UUID.randomUUID().toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return what;
    }
}
