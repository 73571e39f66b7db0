package dev.nextup.dispatch.words;

import java.util.Optional;
import java.util.UUID;

/** What organisations say in their own words. Answers at once, from memory. */
@FunctionalInterface
public interface OwnWords {

    /** Of organisations that say nothing of their own. */
    OwnWords NONE = (organization, kind, language) -> Optional.empty();

    /**
     * @param kind as on the wire, such as {@code your_turn}
     * @param language exactly this tag (BCP 47), in any case
     */
    Optional<OwnText> of(UUID organization, String kind, String language);

    /** A notification with placeholders in braces, as somebody wrote it. */
    record OwnText(String title, String body) {}
}
