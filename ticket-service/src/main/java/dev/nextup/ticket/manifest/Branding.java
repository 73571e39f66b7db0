package dev.nextup.ticket.manifest;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation presents itself.
 *
 * @param color {@code #rrggbb}
 * @param languages of its customers, the usual one first
 */
record Branding(
        UUID id,
        String slug,
        String name,
        @Nullable String color,
        @Nullable String welcome,
        List<String> languages,
        @Nullable Logo logo) {

    /** The look of an organisation that has not chosen a colour. */
    static final String USUAL_COLOR = "#1f6feb";

    /**
     * @param version of the picture, as in its address
     */
    record Logo(String mediaType, int width, int height, String version) {}

    String colorOrUsual() {
        return color == null ? USUAL_COLOR : color;
    }
}
