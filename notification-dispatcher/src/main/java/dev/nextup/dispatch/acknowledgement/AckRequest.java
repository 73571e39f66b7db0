package dev.nextup.dispatch.acknowledgement;

import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import dev.nextup.http.RequiredFields;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a device tells. Parsed, not yet checked.
 *
 * @param token as it came with the notification
 * @param event {@code shown}, {@code clicked} or {@code dismissed}
 */
record AckRequest(@Nullable String token, @Nullable String event) {

    static final AckRequest EMPTY = new AckRequest(null, null);

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    Acknowledgement checked() {
        new RequiredFields().with("token", token).with("event", event).check();
        return Arrays.stream(Acknowledgement.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(event))
                .findFirst()
                .orElseThrow(() -> AckRejection.INVALID_FIELD.in("event"));
    }

    @Override
    public String toString() {
        return "AckRequest";
    }
}
