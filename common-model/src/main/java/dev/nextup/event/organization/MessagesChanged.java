package dev.nextup.event.organization;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All of an organisation's own words for notifications. Where there are none, the usual ones are
 * sent.
 *
 * @param messages at most one per kind and language; empty when there are none any more
 */
public record MessagesChanged(UUID organizationId, List<Message> messages, Instant changedAt)
        implements OrganizationEvent {

    public MessagesChanged {
        messages = List.copyOf(messages);
    }

    /**
     * One notification in own words.
     *
     * @param kind of notification, such as {@code your_turn}; a reader ignores one it does not know
     * @param language BCP 47
     * @param title at most 80 characters, with placeholders in braces
     * @param body at most 240 characters, with placeholders in braces
     */
    public record Message(String kind, String language, String title, String body) {}
}
