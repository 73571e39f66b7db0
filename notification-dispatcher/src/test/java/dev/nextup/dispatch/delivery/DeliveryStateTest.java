package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryState.ABANDONED;
import static dev.nextup.dispatch.delivery.DeliveryState.ACCEPTED;
import static dev.nextup.dispatch.delivery.DeliveryState.CLICKED;
import static dev.nextup.dispatch.delivery.DeliveryState.EXPIRED;
import static dev.nextup.dispatch.delivery.DeliveryState.GONE;
import static dev.nextup.dispatch.delivery.DeliveryState.PLANNED;
import static dev.nextup.dispatch.delivery.DeliveryState.REJECTED;
import static dev.nextup.dispatch.delivery.DeliveryState.RETRYING;
import static dev.nextup.dispatch.delivery.DeliveryState.SENDING;
import static dev.nextup.dispatch.delivery.DeliveryState.SHOWN;
import static dev.nextup.dispatch.delivery.DeliveryState.SKIPPED;
import static dev.nextup.dispatch.delivery.DeliveryState.STALE_KEY;
import static dev.nextup.dispatch.delivery.DeliveryState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStateTest {

    /** Written again on purpose: the test must not read the code's own table. */
    private static final Map<DeliveryState, Set<DeliveryState>> LEGAL =
            Map.of(
                    PLANNED,
                    EnumSet.of(SENDING, EXPIRED, SKIPPED, SUPERSEDED),
                    SENDING,
                    EnumSet.of(
                            ACCEPTED,
                            RETRYING,
                            EXPIRED,
                            GONE,
                            STALE_KEY,
                            REJECTED,
                            SUPERSEDED,
                            ABANDONED,
                            SHOWN,
                            CLICKED),
                    RETRYING,
                    EnumSet.of(SENDING, ACCEPTED, EXPIRED, SKIPPED, SUPERSEDED, SHOWN, CLICKED),
                    ACCEPTED,
                    EnumSet.of(RETRYING, SHOWN, CLICKED),
                    SHOWN,
                    EnumSet.of(CLICKED));

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void every_state_leads_to_exactly_these(DeliveryState from) {
        for (DeliveryState to : DeliveryState.values()) {
            assertThat(from.mayBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(LEGAL.getOrDefault(from, Set.of()).contains(to));
        }
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void what_is_settled_is_never_sent_again(DeliveryState state) {
        assertThat(state.isSettled())
                .isEqualTo(!EnumSet.of(PLANNED, SENDING, RETRYING).contains(state));
        if (state.isSettled()) {
            assertThat(state.mayBecome(SENDING)).isFalse();
        }
    }
}
