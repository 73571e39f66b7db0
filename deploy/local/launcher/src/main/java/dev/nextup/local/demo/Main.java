package dev.nextup.local.demo;

import dev.nextup.local.Terminal;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code deploy/local/demo}. */
public final class Main {

    private static final int PLAYED = 0;
    private static final int FAILED = 1;

    private Main() {}

    /**
     * Takes the gateway's port, which the script has checked, and then perhaps {@code --colour}.
     * Exit codes: 0 all steps done, 1 one failed. Ctrl-C ends a JVM with 130.
     */
    public static void main(String[] arguments) {
        URI gateway = URI.create("http://localhost:" + arguments[0]);
        boolean colour = List.of(arguments).contains("--colour");
        System.exit(
                play(
                        gateway,
                        new Terminal(System.out, colour),
                        new Terminal(System.err, false),
                        Pace.steady(Clock.systemUTC())));
    }

    static int play(URI gateway, Terminal out, Terminal err, Pace pace) {
        try {
            new Story(gateway, out, pace).play();
            return PLAYED;
        } catch (StoryFailure e) {
            List<String> lines = new ArrayList<>(List.of(e.message()));
            e.advice().ifPresent(lines::add);
            err.problem(lines);
            return FAILED;
        }
    }
}
