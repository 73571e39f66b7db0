package dev.nextup.subscription;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A name server (RFC 1035) for all tests of this service: they run without the internet, and some
 * names must lead where no real one does. The first label of a name decides what it answers.
 */
public final class PushNameServer implements QuarkusTestResourceLifecycleManager {

    private static final int HEADER = 12;
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;

    /** Addresses by first label; anything else is a push service of the internet. */
    private static final Map<String, List<String>> ODD =
            Map.ofEntries(
                    Map.entry("private", List.of("10.0.0.7")),
                    Map.entry("metadata", List.of("169.254.169.254")),
                    Map.entry("loopback", List.of("127.0.0.1")),
                    Map.entry("mixed", List.of("142.250.1.1", "192.168.1.1")),
                    Map.entry("mixed6", List.of("142.250.1.1", "fd00::1")),
                    Map.entry("loopback6", List.of("::1")),
                    Map.entry("nat64", List.of("64:ff9b::a00:1")),
                    Map.entry("sixtofour", List.of("2002:a00:1::1")),
                    Map.entry("public6", List.of("2a00:1450:4001::1")),
                    Map.entry("empty", List.of()),
                    Map.entry("missing", List.of()),
                    Map.entry("broken", List.of()),
                    Map.entry("silent", List.of()));

    private static final List<String> USUAL = List.of("142.250.1.1", "2a00:1450:4001::1");

    private DatagramSocket socket;

    @Override
    public Map<String, String> start() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "test-name-server");
        thread.setDaemon(true);
        thread.start();
        return Map.of("nextup.push.name-server", "127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void stop() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] answer = answer(Arrays.copyOf(buffer, query.getLength()));
                if (answer.length > 0) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Empty for silence. */
    private static byte[] answer(byte[] query) throws UnknownHostException {
        int labelLength = query[HEADER];
        String label =
                new String(query, HEADER + 1, labelLength, StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT);
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        int type = ByteBuffer.wrap(query).getShort(end + 1);
        int questionEnd = end + 5;
        if (label.equals("silent")) {
            return new byte[0];
        }
        List<byte[]> records =
                ODD.getOrDefault(label, USUAL).stream()
                        .map(PushNameServer::bytes)
                        .filter(b -> b.length == (type == A ? 4 : type == AAAA ? 16 : 0))
                        .toList();
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.put(query, 0, 2);
        int code =
                label.equals("missing")
                        ? NO_SUCH_NAME
                        : label.equals("broken") ? SERVER_FAILURE : 0;
        out.putShort((short) (0x8180 | code));
        out.putShort((short) 1).putShort((short) records.size()).putInt(0);
        out.put(query, HEADER, questionEnd - HEADER);
        for (byte[] record : records) {
            out.putShort((short) (0xc000 | HEADER)).putShort((short) type).putShort((short) 1);
            out.putInt(60).putShort((short) record.length).put(record);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
