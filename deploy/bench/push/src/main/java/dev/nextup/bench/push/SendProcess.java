package dev.nextup.bench.push;

import com.sun.management.OperatingSystemMXBean;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.local.push.decryption.ReceiverKeys;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM of its own that sends messages with one library, a hundred at once, and says what it took.
 */
final class SendProcess {

    private static final int IN_FLIGHT = 100;

    /** Until then compilers still take a good part of the processor. */
    private static final Duration WARM_UP = Duration.ofSeconds(25);

    /** At a time, to warm up. */
    private static final int FEW = 1_000;

    /** Of so many messages one may be lost: a peer gives up what takes it long. */
    private static final int TOLERATED = 100;

    private static final Base64.Decoder BASE64URL = Base64.getUrlDecoder();

    private final SendingLibrary.Sending sending;
    private final byte[] message = EncryptBenchmark.message();
    private final AtomicInteger failed = new AtomicInteger();

    private SendProcess(SendingLibrary.Sending sending) {
        this.sending = sending;
    }

    /** Starts one, waits for its end. */
    static Cost run(
            SendingLibrary library, Browser browser, int messages, TestCertificate certificate)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djavax.net.ssl.trustStore=" + certificate.keyStore().toAbsolutePath(),
                        "-Djavax.net.ssl.trustStoreType=PKCS12",
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        SendProcess.class.getName(),
                        library.name(),
                        browser.origin(),
                        browser.p256dh(),
                        browser.auth(),
                        Integer.toString(messages),
                        certificate.pem().toAbsolutePath().toString()));
        List<String> lines = Peers.run(command, "", Map.of());
        return Cost.parse(lines.get(lines.size() - 1));
    }

    /**
     * @param arguments library, origin of the push service, p256dh, auth, how many, certificate
     */
    public static void main(String[] arguments) throws Exception {
        SendingLibrary library = SendingLibrary.valueOf(arguments[0]);
        Browser browser =
                new Browser(
                        arguments[1],
                        new ReceiverKeys(
                                new byte[0],
                                BASE64URL.decode(arguments[2]),
                                BASE64URL.decode(arguments[3])));
        int messages = Integer.parseInt(arguments[4]);
        Sender sender = Sender.create();
        Path keySet = Files.createTempFile("bench", ".json");
        try {
            Files.writeString(keySet, sender.keySet());
            SendProcess process =
                    new SendProcess(library.open(sender, browser, keySet, Path.of(arguments[5])));
            long warm = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < warm) {
                process.send(Math.min(messages, FEW));
            }
            Cost cost = process.send(messages);
            if (messages - cost.messages() > messages / TOLERATED) {
                throw new IllegalStateException("too few were taken: " + cost.messages());
            }
            System.out.println(cost);
        } finally {
            Files.delete(keySet);
        }
        System.exit(0);
    }

    private Cost send(int messages) throws Exception {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Semaphore places = new Semaphore(IN_FLIGHT);
        long wall = System.nanoTime();
        long processor = system.getProcessCpuTime();
        for (int i = 0; i < messages; i++) {
            places.acquire();
            sending.send(message)
                    .whenComplete(
                            (taken, failure) -> {
                                if (failure != null || !taken) {
                                    failed.incrementAndGet();
                                }
                                places.release();
                            });
        }
        places.acquire(IN_FLIGHT);
        return new Cost(
                messages - failed.getAndSet(0),
                Duration.ofNanos(System.nanoTime() - wall),
                Duration.ofNanos(system.getProcessCpuTime() - processor));
    }
}
