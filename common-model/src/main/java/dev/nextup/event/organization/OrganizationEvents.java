package dev.nextup.event.organization;

import dev.nextup.event.EventTypes;

/** The type names of the organisation family. */
public final class OrganizationEvents {

    /** What may be on {@code nextup.organization-events.v1}. */
    public static final EventTypes<OrganizationEvent> TYPES =
            EventTypes.<OrganizationEvent>builder()
                    .add("dev.nextup.messages.changed.v1", MessagesChanged.class)
                    .build();

    private OrganizationEvents() {}
}
