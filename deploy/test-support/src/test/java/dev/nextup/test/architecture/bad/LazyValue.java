package dev.nextup.test.architecture.bad;

import io.smallrye.mutiny.Uni;

/** A value that is not there yet. */
record LazyValue(Uni<String> later) {}
