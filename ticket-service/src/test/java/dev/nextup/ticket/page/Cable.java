package dev.nextup.ticket.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a screen is connected by: can be pulled out, and put in again. */
final class Cable implements AutoCloseable {

    private final ServerSocket socket;
    private final int service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean plugged = true;

    private Cable(ServerSocket socket, int service) {
        this.socket = socket;
        this.service = service;
    }

    static Cable to(int service) {
        try {
            Cable cable =
                    new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
            start(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String path) {
        return "http://localhost:" + socket.getLocalPort() + path;
    }

    void pull() {
        plugged = false;
        open.forEach(Cable::end);
    }

    void plug() {
        plugged = true;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket browser = socket.accept();
                if (plugged) {
                    connect(browser);
                } else {
                    end(browser);
                }
            } catch (IOException closed) {
                open.forEach(Cable::end);
            }
        }
    }

    private void connect(Socket browser) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), service);
        open.add(browser);
        open.add(server);
        start(() -> carry(browser, server));
        start(() -> carry(server, browser));
    }

    private void carry(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // By either side, or by us: the other side hears of it now.
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        pull();
    }
}
