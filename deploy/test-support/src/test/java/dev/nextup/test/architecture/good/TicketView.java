package dev.nextup.test.architecture.good;

import java.time.Instant;

/** Wide, as a view may be. */
record TicketView(
        String number, int a, int b, int c, int d, int e, int f, int g, Instant createdAt) {}
