package dev.nextup.subscription.binding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a user agent: enough to see that one browser's pushes fail, too little to
 * recognise a person.
 */
enum BrowserFamily {
    EDGE("Edg/", "EdgA/", "EdgiOS/", "Edge/"),
    OPERA("OPR/", "Opera"),
    SAMSUNG("SamsungBrowser/"),
    FIREFOX("Firefox/", "FxiOS/"),
    CHROME("Chrome/", "CriOS/", "Chromium/"),
    SAFARI("Safari/"),
    OTHER("");

    private final List<String> marks;

    BrowserFamily(String... marks) {
        this.marks = List.of(marks);
    }

    /** The first that matches, in the order above: the others pretend to be Chrome or Safari. */
    static @Nullable BrowserFamily of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        for (BrowserFamily family : values()) {
            if (family.marks.stream().anyMatch(userAgent::contains)) {
                return family;
            }
        }
        return OTHER;
    }

    /** As it stands in the table and in events. */
    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
