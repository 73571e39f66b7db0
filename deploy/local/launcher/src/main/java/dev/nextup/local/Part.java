package dev.nextup.local;

import dev.nextup.local.process.ChildProcess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process of the local run.
 *
 * @param name shown to people
 * @param log what to read when it fails
 * @param start starts it and returns when it is ready; throws IllegalStateException if it does not
 *     get so
 * @param process the child while it is meant to run
 * @param kill ends a child that hangs
 */
record Part(
        String name,
        Path log,
        Runnable start,
        Supplier<Optional<ChildProcess>> process,
        Runnable kill) {}
