package dev.nextup.dispatch.message;

import dev.nextup.event.delivery.NotificationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one language. Complete once built: what is missing or misspelt is told then. */
final class Texts {

    /** What a text may name; filled in by {@link MessageTexts}. */
    static final Set<String> PLACEHOLDERS =
            Set.of("number", "organization", "branch", "department", "service", "counter", "ahead");

    static final String DIRECTION = "direction";
    static final String BODY_NEXT = ".body.next";
    static final String BODY_SOON = ".body.soon";
    static final String BODY_ANYWHERE = ".body.anywhere";
    static final String OPEN = "action.open";
    static final String PREVIEW = "preview";
    static final String PREVIEW_COUNTER = "preview.counter";

    static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String language;
    private final Map<String, String> lines;
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final boolean rightToLeft;

    /**
     * @param language BCP 47
     * @throws IllegalArgumentException naming every key and placeholder that is wrong
     */
    Texts(String language, Properties file) {
        this.language = language;
        this.lines = new TreeMap<>();
        file.stringPropertyNames().forEach(key -> lines.put(key, file.getProperty(key).strip()));
        Set<String> wrong = new TreeSet<>(keys());
        wrong.removeAll(lines.keySet());
        lines.forEach((key, text) -> addMistakes(key, text, wrong));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("texts_" + language + ".properties: " + wrong);
        }
        lines.forEach((key, text) -> parts.put(key, divided(text)));
        rightToLeft = direction().equals("rtl");
    }

    /** Every key that each file has. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(DIRECTION, OPEN, PREVIEW, PREVIEW_COUNTER));
        Arrays.stream(NotificationType.values())
                .map(Texts::code)
                .forEach(kind -> keys.addAll(Set.of(kind + ".title", kind + ".body")));
        keys.add(code(NotificationType.ALMOST_YOUR_TURN) + BODY_NEXT);
        keys.add(code(NotificationType.ALMOST_YOUR_TURN) + BODY_SOON);
        keys.add(code(NotificationType.YOUR_TURN) + BODY_ANYWHERE);
        return keys;
    }

    static String code(NotificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    String language() {
        return language;
    }

    /** {@code ltr} or {@code rtl}. */
    String direction() {
        return line(DIRECTION);
    }

    boolean isRightToLeft() {
        return rightToLeft;
    }

    String line(String key) {
        String line = lines.get(key);
        if (line == null) {
            throw new IllegalArgumentException("no text: " + key);
        }
        return line;
    }

    /** Fills a text in one pass, so that a value that looks like a placeholder stays as it is. */
    String filled(String key, UnaryOperator<String> value) {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts(key)) {
            filled.append(
                    part.isPlaceholder()
                            ? Name.isolated(value.apply(part.text()), isRightToLeft())
                            : part.text());
        }
        return filled.toString();
    }

    private List<Part> parts(String key) {
        line(key);
        return Objects.requireNonNull(parts.get(key));
    }

    private static List<Part> divided(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            parts.add(new Part(text.substring(end, placeholder.start()), false));
            parts.add(new Part(placeholder.group(1), true));
            end = placeholder.end();
        }
        parts.add(new Part(text.substring(end), false));
        return List.copyOf(parts);
    }

    private static void addMistakes(String key, String text, Set<String> wrong) {
        if (!keys().contains(key) || text.isEmpty()) {
            wrong.add(key);
        }
        if (key.equals(DIRECTION) && !Set.of("ltr", "rtl").contains(text)) {
            wrong.add(key);
        }
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !PLACEHOLDERS.contains(name))
                .forEach(name -> wrong.add(key + " {" + name + "}"));
    }

    /**
     * @param text as it stands there, or the name of what stands there
     */
    private record Part(String text, boolean isPlaceholder) {}
}
