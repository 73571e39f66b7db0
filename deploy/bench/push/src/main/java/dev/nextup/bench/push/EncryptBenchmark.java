package dev.nextup.bench.push;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a stored subscription and 300 octets to the body and the headers of a request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields.
public class EncryptBenchmark {

    static final int MESSAGE_OCTETS = 300;
    static final String ORIGIN = "https://push.example.net";

    /** Whose. */
    @Param({"CORRETTO"})
    public Library library;

    /**
     * Seconds of the processor, before anything is measured: those on the wall say nothing here.
     */
    @Param({"10"})
    public long warmUp;

    private final byte[] message = message();
    private final Browser browser = Browser.at(ORIGIN);
    private Library.Writer writer;

    static byte[] message() {
        byte[] message = new byte[MESSAGE_OCTETS];
        Arrays.fill(message, (byte) 'n');
        return message;
    }

    /** Before and after: what cannot be read does not count. */
    @Setup
    public void open() throws Exception {
        writer = library.writer(Sender.create(), browser);
        check();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + TimeUnit.SECONDS.toNanos(warmUp);
        while (threads.getCurrentThreadCpuTime() < end) {
            writer.write(message);
        }
    }

    @TearDown
    public void check() throws Exception {
        if (!Arrays.equals(browser.read(writer.write(message)), message)) {
            throw new IllegalStateException(library + " writes something else");
        }
    }

    @Benchmark
    public Object write() throws Exception {
        return writer.write(message);
    }
}
