package dev.nextup.event.ticket;

import java.util.UUID;

/**
 * The counter a ticket is at.
 *
 * @param name as shown on the board
 */
public record CounterRef(UUID id, String name) {}
