package dev.nextup.problem;

/**
 * A refusal that a caller can act on. Each feature lists its own as one enum or sealed type, so
 * that every case has a code, a status and a sentence; bugs and outages are exceptions instead.
 */
public interface Rejection {

    /** How it is told to the caller. Its code must be explained in docs/errors.md. */
    Problem toProblem();
}
