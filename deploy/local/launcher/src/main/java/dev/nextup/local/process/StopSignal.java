package dev.nextup.local.process;

/** The signal that asks a process to stop in its own orderly way. */
public enum StopSignal {
    /** What a JVM runs its shutdown hooks on. */
    TERM,
    /** PostgreSQL's fast shutdown: open transactions are rolled back, the data is checkpointed. */
    INT
}
