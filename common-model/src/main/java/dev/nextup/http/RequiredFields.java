package dev.nextup.http;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a caller at once which of a request's mandatory fields are there and which are not. */
public final class RequiredFields {

    private final Map<String, String> presence = new LinkedHashMap<>();
    private boolean complete = true;

    public RequiredFields with(String name, @Nullable Object value) {
        boolean present = value instanceof String text ? !text.isBlank() : value != null;
        presence.put(name, present ? "present" : "missing");
        complete &= present;
        return this;
    }

    /**
     * @throws RejectedException 400 {@code missing-fields} with {@code details} per field
     */
    public void check() {
        if (!complete) {
            throw new RejectedException(
                    () ->
                            Problem.of(400, "missing-fields", "Missing required fields")
                                    .withDetail("Send every field that `details` calls missing.")
                                    .with("error", "Missing required fields")
                                    .with("details", presence));
        }
    }
}
