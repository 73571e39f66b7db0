package dev.nextup.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/** The program behind {@code deploy/local/up}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /** Exit codes: 0 stopped on request, 1 could not start, 2 wrong options. */
    public static void main(String[] arguments) throws InterruptedException {
        // Clients of Kafka and Vert.x would talk over what a person should read.
        LogManager.getLogManager().reset();
        Options options;
        try {
            options = Options.parse(List.of(arguments), System.getenv());
        } catch (Options.UsageException e) {
            new Terminal(System.err, false)
                    .problem(List.of(String.valueOf(e.getMessage()), "See --help."));
            System.exit(MISUSED);
            return;
        }
        Terminal terminal = new Terminal(System.out, options.colour());
        run(options, terminal);
        new CountDownLatch(1).await();
    }

    private static void run(Options options, Terminal terminal) {
        StopHook hook = new StopHook(terminal);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            LocalRun run = LocalRun.prepare(options, terminal);
            hook.stopsOnExit(run);
            run.start();
            announce(options, terminal, run.data().logs());
        } catch (RuntimeException e) {
            if (hook.isRunning()) {
                // The stop that was asked for is what made the start fail.
                return;
            }
            terminal.problem(
                    e instanceof StartFailure failure
                            ? failure.lines()
                            : List.of("Cannot start: " + e));
            hook.exitWith(FAILED);
        }
    }

    private static void announce(Options options, Terminal terminal, Path logs) {
        String url = options.localUrl();
        terminal.line(
                """

                  start here      %s/
                  API document    %s/q/openapi
                  organisation    %s/api/organizations/demo
                  staff logins    admin@demo.test or clerk@demo.test, password nextup-demo
                  data            %s
                  logs            %s
                  stop            Ctrl-C
                """
                        .formatted(url, url, url, options.data(), logs));
        if (!options.publicUrl().equals(url)) {
            terminal.line("  links lead to   " + options.publicUrl() + "/\n");
        }
        terminal.line("nextup is up");
    }
}
