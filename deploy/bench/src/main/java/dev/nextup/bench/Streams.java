package dev.nextup.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Thousands of open streams on one thread, which notes when each was told something new. */
final class Streams implements AutoCloseable {

    private static final int LONGEST_NAME = "event: snapshot".length();

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final List<Stream> streams = new ArrayList<>();

    Streams() throws IOException {}

    /** Opens one more and waits for its snapshot, so that the service is not flooded. */
    void open(int port, String path, String token) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(Connection.request("GET", path, token, "")));
        channel.configureBlocking(false);
        Stream stream = new Stream();
        channel.register(selector, SelectionKey.OP_READ, stream);
        streams.add(stream);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (stream.snapshots == 0) {
            read(100);
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no snapshot of " + path);
            }
        }
    }

    int size() {
        return streams.size();
    }

    /** Reads what comes until there was nothing for so long. */
    void settle(Duration quiet) throws IOException {
        long last = System.nanoTime();
        while (System.nanoTime() - last < quiet.toNanos()) {
            if (read(50) > 0) {
                last = System.nanoTime();
            }
        }
    }

    /**
     * How long after {@code begin} each was told a change, sorted, in milliseconds.
     *
     * @throws IllegalStateException when not all were within so long
     */
    List<Double> awaitAll(long begin, Duration patience) throws IOException {
        while (streams.stream().anyMatch(s -> s.changedAt < begin)) {
            read(100);
            if (System.nanoTime() - begin > patience.toNanos()) {
                long told = streams.stream().filter(s -> s.changedAt >= begin).count();
                throw new IllegalStateException(told + " of " + size() + " were told");
            }
        }
        return streams.stream().map(s -> (s.changedAt - begin) / 1e6).sorted().toList();
    }

    private int read(long millis) throws IOException {
        int bytes = 0;
        selector.select(millis);
        for (SelectionKey key : selector.selectedKeys()) {
            buffer.clear();
            int count = ((SocketChannel) key.channel()).read(buffer);
            if (count < 0) {
                throw new IllegalStateException("the service closed a stream");
            }
            ((Stream) key.attachment()).take(text());
            bytes += count;
        }
        selector.selectedKeys().clear();
        return bytes;
    }

    private String text() {
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** What one client has seen so far. */
    private static final class Stream {
        private String tail = "";
        private int snapshots;
        private long changedAt;

        void take(String text) {
            String seen = tail + text;
            if (snapshots == 0 && seen.contains("event: snapshot")) {
                snapshots++;
            }
            if (seen.contains("event: change")) {
                changedAt = changedAt == 0 || snapshots > 0 ? System.nanoTime() : changedAt;
                tail = "";
            } else {
                tail = seen.substring(Math.max(0, seen.length() - LONGEST_NAME));
            }
        }
    }
}
