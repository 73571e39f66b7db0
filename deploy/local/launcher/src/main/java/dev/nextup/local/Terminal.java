package dev.nextup.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a person sees of the local run: one line at a time, flushed at once. */
public final class Terminal {

    private static final String RESET = "\u001b[0m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";

    private final PrintStream out;
    private final boolean colour;

    public Terminal(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** A step that is done. */
    void done(String what, Duration took) {
        line("  %s %-26s %s".formatted(coloured(GREEN, "ok"), what, seconds(took)));
    }

    /** A step that is done and has something to tell. */
    public void done(String what, Duration took, String facts) {
        line("  %s %-15s%8s   %s".formatted(coloured(GREEN, "ok"), what, briefly(took), facts));
    }

    /** A line as it is. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Something a person should know; what follows the first line explains it. */
    public synchronized void problem(List<String> lines) {
        out.println(coloured(RED, "! ") + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println("  " + line));
        out.flush();
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String briefly(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : seconds(duration);
    }

    private String coloured(String code, String text) {
        return colour ? code + text + RESET : text;
    }
}
