package dev.nextup.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused (RFC 9457). Start with {@link #of}, add with {@link #withDetail} and
 * {@link #with}.
 *
 * @param title the same for every problem of this code
 * @param status the HTTP status, 400 to 599
 * @param detail this occurrence in a sentence; never quotes secrets or input
 * @param code kebab-case and stable, explained in docs/errors.md
 * @param extensions further members, written beside the others; values may be null
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code"})
@JsonIgnoreProperties(value = "type", allowGetters = true)
public record Problem(
        String title,
        int status,
        @Nullable String detail,
        String code,
        @JsonAnyGetter @JsonAnySetter Map<String, @Nullable Object> extensions) {

    /** What a problem is served as. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "https://nextup.dev/problems/";
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> OWN_MEMBERS =
            Set.of("type", "title", "status", "detail", "code", "instance");

    /**
     * @throws IllegalArgumentException if status or code are not of the agreed form, or an
     *     extension has the name of a member of the problem itself
     */
    public Problem {
        if (status < 400 || status > 599 || !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not a problem: " + status + " " + code);
        }
        extensions = extensions == null ? Map.of() : copy(extensions);
        if (!Collections.disjoint(OWN_MEMBERS, extensions.keySet())) {
            throw new IllegalArgumentException(
                    "taken by the problem itself: " + extensions.keySet());
        }
    }

    public static Problem of(int status, String code, String title) {
        return new Problem(title, status, null, code, Map.of());
    }

    /** This problem with a sentence about the occurrence. */
    public Problem withDetail(String sentence) {
        return new Problem(title, status, sentence, code, extensions);
    }

    /** This problem with one more member. */
    public Problem with(String member, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(extensions);
        more.put(member, value);
        return new Problem(title, status, detail, code, more);
    }

    /** Names the kind of problem; follows from the code. */
    @JsonProperty("type")
    public URI type() {
        return URI.create(TYPE_PREFIX + code);
    }

    /** Keeps order and null values, which {@link Map#copyOf} does not. */
    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> source) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(source));
    }
}
