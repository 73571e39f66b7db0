package dev.nextup.test.architecture.good;

/** Seen by its own package only. */
class TicketEntity {}
