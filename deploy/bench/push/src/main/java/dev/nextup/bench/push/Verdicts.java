package dev.nextup.bench.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table at the end: what is demanded, what was measured. Numbers as in performance.md. */
final class Verdicts {

    private static final String ROW = "%-4s %-62s %10s %10s %10s  %s%n";

    private final List<String> rows = new ArrayList<>();

    /** A figure that nothing is demanded of. */
    void note(String what, double measured) {
        add("", what, "", "", measured, "");
    }

    void atLeast(String goal, String what, double floor, double aim, double measured) {
        add(goal, what, "≥ " + number(floor), number(aim), measured, verdict(measured >= floor));
    }

    void atMost(String goal, String what, double floor, double aim, double measured) {
        add(goal, what, "≤ " + number(floor), number(aim), measured, verdict(measured <= floor));
    }

    /** What could not be measured here, and why. */
    void missing(String goal, String why) {
        rows.add(String.format(Locale.ROOT, ROW, goal, why, "", "", "-", "not measured"));
    }

    private void add(
            String goal, String what, String floor, String aim, double measured, String verdict) {
        rows.add(
                String.format(Locale.ROOT, ROW, goal, what, floor, aim, number(measured), verdict));
    }

    private static String verdict(boolean holds) {
        return holds ? "ok" : "MISSED";
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.3f", value);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, ROW, "goal", "what", "floor", "aim", "measured", "")
                + String.join("", rows);
    }
}
