package dev.nextup.bench.push;

import java.time.Duration;
import java.util.List;

/**
 * What some messages took.
 *
 * @param wall time on the wall
 * @param processor time of the processor, all threads of the process together
 */
record Cost(long messages, Duration wall, Duration processor) {

    /** Reads "messages, nanoseconds of the wall, of the processor", as processes print them. */
    static Cost parse(String line) {
        String[] words = line.strip().split(" ", -1);
        return new Cost(
                Long.parseLong(words[0]),
                Duration.ofNanos(Long.parseLong(words[1])),
                Duration.ofNanos(Long.parseLong(words[2])));
    }

    @Override
    public String toString() {
        return messages + " " + wall.toNanos() + " " + processor.toNanos();
    }

    /** Messages for each second that a core works. */
    double perCoreSecond() {
        return messages * 1e9 / processor.toNanos();
    }

    double perSecond() {
        return messages * 1e9 / wall.toNanos();
    }

    /** Milliseconds of the processor for each. */
    double processorMillis() {
        return processor.toNanos() / 1e6 / messages;
    }

    static double median(List<Double> rounds) {
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }
}
