package dev.nextup.event.subscription;

import dev.nextup.event.EventTypes;

/** The type names of the subscription family: one registry for each of its two topics. */
public final class SubscriptionEvents {

    /** What may be on {@code nextup.subscription-events.v1}. */
    public static final EventTypes<SubscriptionBound> BINDINGS =
            EventTypes.<SubscriptionBound>builder()
                    .add("dev.nextup.subscription.bound.v1", SubscriptionBound.class)
                    .build();

    /** What may be on {@code nextup.preference-events.v1}. */
    public static final EventTypes<PreferencesChanged> PREFERENCES =
            EventTypes.<PreferencesChanged>builder()
                    .add("dev.nextup.preferences.changed.v1", PreferencesChanged.class)
                    .build();

    private SubscriptionEvents() {}
}
