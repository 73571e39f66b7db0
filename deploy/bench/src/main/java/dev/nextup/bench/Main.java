package dev.nextup.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Measures what is asked for, some rounds of each in turn, and prints a table and JSON. */
final class Main {

    private static final List<String> ALL =
            List.of("issue", "spread", "call", "position", "boards", "tickets");

    private Main() {}

    /**
     * @param arguments the gateway's port, rounds, seconds per round, connections, and what to
     *     measure (default: all)
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]) + 1;
        int rounds = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int connections = Integer.parseInt(arguments[3]);
        Set<String> wanted = new TreeSet<>(List.of(arguments).subList(4, arguments.length));
        try (Connection connection = new Connection(port)) {
            Measurements measurements =
                    new Measurements(
                            port, seconds, connections, new Office(connection), connection);
            List<Figure> figures = new ArrayList<>();
            measurements.warmUp();
            for (int round = 0; round < rounds; round++) {
                for (String name : ALL) {
                    if (wanted.isEmpty() || wanted.contains(name)) {
                        List<Figure> measured = measurements.measure(name);
                        System.out.printf("round %d%n%s", round + 1, Figure.table(measured));
                        figures.addAll(measured);
                    }
                }
            }
            System.out.println();
            System.out.println("medians");
            System.out.println(Figure.table(Figure.medians(figures)));
            System.out.println(Figure.json(Figure.medians(figures)));
        }
    }

    /**
     * One number.
     *
     * @param goal the floor; null when there is none
     */
    record Figure(String name, double value, String unit, String goal) {

        static List<Figure> medians(List<Figure> all) {
            return all.stream()
                    .map(Figure::name)
                    .distinct()
                    .map(name -> median(all.stream().filter(f -> f.name.equals(name)).toList()))
                    .toList();
        }

        private static Figure median(List<Figure> rounds) {
            List<Double> values = rounds.stream().map(Figure::value).sorted().toList();
            Figure first = rounds.get(0);
            return new Figure(first.name, values.get(values.size() / 2), first.unit, first.goal);
        }

        static String table(List<Figure> figures) {
            StringBuilder table = new StringBuilder();
            for (Figure f : figures) {
                table.append(
                        String.format(
                                Locale.ROOT,
                                "%-48s %10.2f %-4s %s%n",
                                f.name,
                                f.value,
                                f.unit,
                                f.goal));
            }
            return table.toString();
        }

        static String json(List<Figure> figures) {
            List<String> members =
                    figures.stream()
                            .map(
                                    f ->
                                            String.format(
                                                    Locale.ROOT,
                                                    "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\"}",
                                                    f.name,
                                                    f.value,
                                                    f.unit))
                            .toList();
            return "[" + String.join(",", members) + "]";
        }
    }
}
