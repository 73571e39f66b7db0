package dev.nextup.http;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.time.Duration;

/** A refusal with 429 and {@code Retry-After}; each limit has a code of its own. */
public final class TooManyRequests {

    /** Member of the problem from which the header is made. */
    static final String RETRY_AFTER = "retryAfterSeconds";

    private TooManyRequests() {}

    /**
     * @param rest time until a repeat can succeed; told in full seconds, one at least
     */
    public static RejectedException of(String code, String title, String detail, Duration rest) {
        long seconds = Math.max(1, rest.plusMillis(999).toSeconds());
        Problem problem =
                Problem.of(429, code, title).withDetail(detail).with(RETRY_AFTER, seconds);
        return new RejectedException(() -> problem);
    }
}
