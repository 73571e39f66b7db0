package dev.nextup.bench;

import dev.nextup.bench.Connection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Many connections, each sends its next request when the last was answered. */
public final class Load {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int port;
    private final int connections;

    public Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** For so many seconds; each answer must have the status. */
    Rate during(int seconds, int status, Request request)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
        return run(status, request, n -> System.nanoTime() < end);
    }

    /** So many requests in all. */
    public Rate times(int number, int status, Request request)
            throws InterruptedException, ExecutionException {
        return run(status, request, n -> n < number);
    }

    /** So many in all, each begun when it is due at this rate, or late if nothing is free. */
    public Rate paced(int perSecond, int number, int status, Request request)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        return run(
                status,
                request,
                n -> {
                    LockSupport.parkNanos(
                            begin + n * NANOS_PER_SECOND / perSecond - System.nanoTime());
                    return n < number;
                });
    }

    private Rate run(int status, Request request, Going going)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        Callable<List<Long>> client = () -> client(next, status, request, going);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long begin = System.nanoTime();
        try {
            List<Long> took = new ArrayList<>();
            List<Callable<List<Long>>> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(client);
            }
            for (Future<List<Long>> each : threads.invokeAll(clients)) {
                took.addAll(each.get());
            }
            return Rate.of(took, System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> client(AtomicInteger next, int status, Request request, Going going)
            throws IOException {
        List<Long> took = new ArrayList<>();
        try (Connection connection = new Connection(port)) {
            for (int n = next.getAndIncrement(); going.on(n); n = next.getAndIncrement()) {
                long begin = System.nanoTime();
                request.send(connection, n).expect(status);
                took.add(System.nanoTime() - begin);
            }
        }
        return took;
    }

    /** The n-th request of all connections together. */
    @FunctionalInterface
    public interface Request {
        Answer send(Connection connection, int n) throws IOException;
    }

    private interface Going {
        boolean on(int n);
    }

    /** Requests per second, and how long they took in milliseconds. */
    public record Rate(int number, double perSecond, double p50, double p99) {

        static Rate of(List<Long> nanos, long allNanos) {
            long[] sorted = LongStream.of(nanos.stream().mapToLong(n -> n).toArray()).toArray();
            Arrays.sort(sorted);
            return new Rate(
                    sorted.length,
                    sorted.length * 1e9 / allNanos,
                    share(sorted, 0.5),
                    share(sorted, 0.99));
        }

        private static double share(long[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
        }
    }
}
