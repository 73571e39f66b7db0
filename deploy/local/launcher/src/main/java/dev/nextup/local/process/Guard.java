package dev.nextup.local.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Wraps a command so that it stops when its parent is gone, by any death, SIGKILL included.
 *
 * <p>The parent holds the write end of the child's standard input. A tiny shell in the background
 * waits for its end of file, which the kernel delivers whatever the parent died of, and then
 * signals the child. The command itself replaces the outer shell, so the process id seen by the
 * parent is the command's own.
 */
final class Guard {

    /** Seconds between the stop signal and SIGKILL for a process whose parent is already gone. */
    private static final int KILL_AFTER_SECONDS = 20;

    /**
     * {@code $$} stays the id of the outer shell, hence of the command. The doubled parentheses
     * detach the background shell: PostgreSQL must not find a child that it did not start.
     */
    private static final String SCRIPT =
            """
            exec 3<&0
            ( (
              read -r _ <&3
              left=%d
              while [ $left -gt 0 ] && kill -0 $$; do sleep 1; left=$((left - 1)); done
              kill -%s $$
              left=%d
              while [ $left -gt 0 ] && kill -0 $$; do sleep 1; left=$((left - 1)); done
              kill -KILL $$
            ) >/dev/null 2>&1 & )
            exec "$@" </dev/null 3<&-
            """;

    private Guard() {}

    /** The command line that runs {@code spec} under guard. */
    static List<String> wrap(ChildSpec spec) {
        String script =
                SCRIPT.formatted(
                        spec.orphanDelaySeconds(), spec.signal().name(), KILL_AFTER_SECONDS);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, spec.name()));
        command.addAll(spec.command());
        return command;
    }
}
