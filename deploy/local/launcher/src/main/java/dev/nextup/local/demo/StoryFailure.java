package dev.nextup.local.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The story cannot go on; message and advice are for the person at the terminal. */
final class StoryFailure extends RuntimeException {

    private final @Nullable String advice;

    /** Fails with the advice of the step it happens in. */
    StoryFailure(String message) {
        super(message);
        this.advice = null;
    }

    /** Fails with what to do, whatever the step. */
    StoryFailure(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Optional<String> advice() {
        return Optional.ofNullable(advice);
    }
}
