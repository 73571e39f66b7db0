package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The channel took the message over: no proof yet that anybody saw it.
 *
 * @param attempts how many it took, this one included
 */
public record DeliveryAccepted(@JsonUnwrapped DeliveryFacts delivery, int attempts)
        implements DeliveryEvent {}
