package dev.nextup.dispatch.message;

import java.text.Bidi;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name that somebody chose (of an organisation, a counter), as it may stand in a notification:
 * without control characters and bidirectional controls, which could rearrange or hide the words
 * around it, and not longer than a screen shows.
 */
final class Name {

    /** More would push the words that matter off the screen, and the facts out of the message. */
    static final int MAX_CHARACTERS = 80;

    /** Joiners stay: Persian, the languages of India and emoji are written with them. */
    private static final Pattern UNWANTED =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}[\\p{Cf}&&[^\\x{200C}\\x{200D}]]\\s]+");

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private Name() {}

    static String clean(String name) {
        return isPlain(name) ? name : cleaned(name);
    }

    /** Nearly every name is, and then there is nothing to look for. */
    private static boolean isPlain(String name) {
        if (name.length() > MAX_CHARACTERS) {
            return false;
        }
        boolean spaceBefore = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean space = c == ' ';
            if (space ? spaceBefore : !isPlain(c)) {
                return false;
            }
            spaceBefore = space;
        }
        return name.isEmpty() || !spaceBefore;
    }

    /** A visible character of ASCII, or a letter or digit of any script. */
    private static boolean isPlain(char c) {
        return (c > ' ' && c < '\u007f') || Character.isLetterOrDigit(c);
    }

    private static String cleaned(String name) {
        return shortened(UNWANTED.matcher(name).replaceAll(" ").strip(), MAX_CHARACTERS);
    }

    /**
     * Words of several lines, as somebody wrote them: without what could rearrange or hide them.
     */
    static String cleanLines(String text) {
        return text.lines()
                .map(line -> UNWANTED.matcher(line).replaceAll(" ").strip())
                .collect(Collectors.joining("\n"));
    }

    /**
     * @param characters code points, more than one
     */
    static String shortened(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters - 1)).strip() + "…";
    }

    /** Kept apart from the words around it wherever they could run in the other direction. */
    static String isolated(String name, boolean inRightToLeft) {
        boolean mixed = Bidi.requiresBidi(name.toCharArray(), 0, name.length());
        return name.isEmpty() || !(inRightToLeft || mixed)
                ? name
                : FIRST_STRONG_ISOLATE + name + POP_DIRECTIONAL_ISOLATE;
    }
}
