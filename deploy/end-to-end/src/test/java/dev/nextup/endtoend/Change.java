package dev.nextup.endtoend;

import java.util.UUID;

/** One state of one ticket: versions start at 1 and grow by one. */
record Change(UUID ticket, long version) {}
