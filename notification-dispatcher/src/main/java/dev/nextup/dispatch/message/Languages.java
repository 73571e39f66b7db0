package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages there are texts in: one for each file {@code texts_<language>.properties} (UTF-8)
 * beside this class, where the language is a tag that Java knows, such as {@code ar} or {@code
 * pt-BR}. All are read once; a file that is not complete keeps the service from starting.
 */
final class Languages {

    private static final String LAST_RESORT = "en";

    private final Map<String, Texts> texts;
    private final Texts english;

    private Languages(Map<String, Texts> texts) {
        this.texts = texts;
        this.english = Objects.requireNonNull(texts.get(LAST_RESORT));
    }

    /**
     * @throws IllegalArgumentException if a file is not complete
     */
    static Languages discover() {
        Map<String, Texts> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        Arrays.stream(Locale.getISOLanguages()),
                        Arrays.stream(Locale.getAvailableLocales()).map(Locale::toLanguageTag))
                .distinct()
                .forEach(tag -> read(tag).ifPresent(file -> found.put(tag, new Texts(tag, file))));
        return new Languages(found);
    }

    Set<String> tags() {
        return texts.keySet();
    }

    /**
     * The texts for whoever reads this language: the first of those {@link #acceptable}.
     *
     * @param tag BCP 47; {@code null} if never said
     */
    Texts bestFor(@Nullable String tag) {
        return acceptable(tag).stream()
                .filter(texts::containsKey)
                .findFirst()
                .map(texts::get)
                .orElse(english);
    }

    /** Whether there are texts in exactly this language. */
    boolean has(String tag) {
        return texts.containsKey(tag);
    }

    /**
     * @return what somebody reads, best first: the tag itself, what remains of it when its last
     *     subtags are left out (RFC 4647, section 3.4), English
     */
    static List<String> acceptable(@Nullable String tag) {
        List<String> tags = new ArrayList<>();
        String rest = tag == null ? "" : tag;
        while (!rest.isEmpty()) {
            tags.add(rest);
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('-')));
        }
        tags.add(LAST_RESORT);
        return tags;
    }

    private static Optional<Properties> read(String tag) {
        try (InputStream in = Languages.class.getResourceAsStream("texts_" + tag + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            Properties file = new Properties();
            file.load(new InputStreamReader(in, UTF_8));
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
