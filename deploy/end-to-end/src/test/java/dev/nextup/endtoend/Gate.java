package dev.nextup.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a push service. Closed, it takes connections and what is sent over them and passes
 * nothing on: a message is neither at the push service nor refused, and its sender has to wait.
 */
final class Gate implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> held = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;
    private volatile int target;

    private Gate(ServerSocket door) {
        this.door = door;
    }

    /** Open, but it leads nowhere before {@link #leadTo}. */
    static Gate onFreePort() throws IOException {
        Gate gate = new Gate(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        gate.run(gate::listen);
        return gate;
    }

    String url() {
        return "http://localhost:" + door.getLocalPort();
    }

    void leadTo(int port) {
        target = port;
    }

    /** From now on, also for connections that exist: they are cut. */
    void hold() {
        open = false;
        cutAll();
    }

    /** Whether somebody waits at the closed gate. */
    boolean holdsSomebody() {
        return !open && !held.isEmpty();
    }

    /** What was sent while it was closed is lost. */
    void open() {
        open = true;
        cutAll();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutAll();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                held.add(client);
                if (open) {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    held.add(server);
                    run(() -> carry(client, server));
                    run(() -> carry(server, client));
                }
            } catch (IOException e) {
                // Closed, or its client was faster away than it came.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side went away, which ends both.
        } finally {
            held.remove(from);
            held.remove(to);
        }
    }

    private void run(Runnable task) {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void cutAll() {
        held.forEach(
                socket -> {
                    held.remove(socket);
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
