package dev.nextup.local;

import java.util.List;

/** The local run cannot start; the lines are for the person at the terminal. */
final class StartFailure extends RuntimeException {

    private final List<String> lines;

    StartFailure(String... lines) {
        super(lines[0]);
        this.lines = List.of(lines);
    }

    List<String> lines() {
        return lines;
    }
}
