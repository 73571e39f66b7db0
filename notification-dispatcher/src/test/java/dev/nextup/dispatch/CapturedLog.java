package dev.nextup.dispatch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The lines that this JVM logs between begin and close, as the console would show them. */
public final class CapturedLog extends ExtHandler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.nextup");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final PatternFormatter format = new PatternFormatter("%p %m%e");

    private CapturedLog() {}

    /**
     * @param level of the service's own packages
     */
    public static CapturedLog begin(Level level) {
        CapturedLog log = new CapturedLog();
        log.setLevel(Level.ALL);
        OURS.setLevel(level);
        ROOT.addHandler(log);
        return log;
    }

    /** Those that contain a text, oldest first. */
    public List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
        lines.add(format.format(line));
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        OURS.setLevel(null);
    }
}
