package dev.nextup.subscription;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything this JVM logs between begin and close, the service's own packages at every level. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.nextup");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter format = new SimpleFormatter();

    private CapturedLog() {}

    public static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        log.setLevel(Level.ALL);
        OURS.setLevel(Level.ALL);
        ROOT.addHandler(log);
        ROOT.info("this line shows that the log is being read");
        return log;
    }

    public String text() {
        String all = String.join("\n", lines);
        if (!all.contains("is being read")) {
            throw new AssertionError("nothing was captured, so nothing is proven");
        }
        return all;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(format.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
        OURS.setLevel(null);
    }
}
