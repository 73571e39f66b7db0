package dev.nextup.endtoend;

import dev.nextup.local.gateway.Gateway;
import dev.nextup.local.gateway.Upstreams;

/** The gateway, which may be closed for a while: no network, for every browser. */
final class FrontDoor implements AutoCloseable {

    private final int port;
    private final Upstreams upstreams;
    private Gateway gateway;

    FrontDoor(int port, Upstreams upstreams) {
        this.port = port;
        this.upstreams = upstreams;
        this.gateway = new Gateway(port, upstreams);
    }

    static String address(int port) {
        return "http://localhost:" + port;
    }

    String address() {
        return address(port);
    }

    /** Also again, at the same address. */
    void open() {
        gateway.close();
        gateway = new Gateway(port, upstreams);
        gateway.start();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
