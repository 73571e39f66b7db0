package dev.nextup.local.push.simulation;

import dev.nextup.local.push.rfc8030.Reply;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** The answers a test wants its browser's next senders to get; afterwards everything is normal. */
final class Script {

    private final Deque<Reply> answers = new ArrayDeque<>();

    /** Replaces what is left of the script. */
    synchronized void replace(Collection<Reply> next) {
        answers.clear();
        answers.addAll(next);
    }

    synchronized Reply next() {
        Reply scripted = answers.pollFirst();
        return scripted == null ? Reply.CREATED : scripted;
    }
}
