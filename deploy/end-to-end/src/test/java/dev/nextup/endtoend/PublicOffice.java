package dev.nextup.endtoend;

import dev.nextup.local.gateway.Upstreams;
import dev.nextup.local.process.FreePorts;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.test.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The whole system behind one origin, as people's browsers see it: pages, worker, API and the push
 * service's WebSocket. Gateway and push service are within this JVM.
 *
 * @param services ticket-service, subscription-service, notification-dispatcher
 * @param door the only way in for browsers; tests go round it
 * @param keys application server keys of all services
 */
record PublicOffice(
        LocalSystem system,
        List<ServiceProcess> services,
        PushService push,
        FrontDoor door,
        KeyRingFile keys,
        DemoOffice demo)
        implements AutoCloseable {

    static PublicOffice open() throws Exception {
        PushService push = PushService.start(Settings.FOR_A_TEST);
        LocalSystem system = LocalSystem.start();
        try {
            KeyRingFile keys = KeyRingFile.create();
            int port = FreePorts.find(1).get(0);
            List<ServiceProcess> services = services(system, FrontDoor.address(port), keys);
            services.forEach(ServiceProcess::start);
            services.forEach(service -> service.awaitReady(RunningOffice.START_LIMIT));
            List<Integer> ports = services.stream().map(each -> each.address().getPort()).toList();
            FrontDoor door =
                    new FrontDoor(
                            port,
                            new Upstreams(ports.get(0), ports.get(1), ports.get(2), push.port()));
            door.open();
            DemoOffice demo = DemoOffice.visit(new TicketClient(services.get(0).address()));
            return new PublicOffice(system, services, push, door, keys, demo);
        } catch (Exception | AssertionError e) {
            system.close();
            push.close();
            throw e;
        }
    }

    private static List<ServiceProcess> services(
            LocalSystem system, String publicUrl, KeyRingFile keys) {
        Map<String, String> environment =
                Map.of(
                        "NEXTUP_DEMO",
                        "true",
                        "NEXTUP_PUBLIC_URL",
                        publicUrl,
                        "NEXTUP_VAPID_KEYS_FILE",
                        keys.path().toString());
        return Stream.of("ticket-service", "subscription-service", "notification-dispatcher")
                .map(name -> system.service(name, environment))
                .toList();
    }

    /** Where a customer begins, as the QR code of General Enquiries has it. */
    String joinAddress() {
        return door.address() + "/?org=demo&service=" + demo.general();
    }

    /** The screen of General Enquiries. */
    String boardAddress() {
        return door.address() + "/board/?service=" + demo.general();
    }

    TicketClient tickets() {
        return client(0);
    }

    TicketClient subscriptions() {
        return client(1);
    }

    NotificationLog log() {
        return new NotificationLog(client(2), demo, system.postgres());
    }

    /** At the first, second, … counter of the citizens' department. */
    Desk desk(int number) throws Exception {
        List<String> counters = new TicketTable(system.postgres()).counters(demo.citizens());
        return new Desk(tickets(), demo, counters.get(number - 1));
    }

    /** The counters are free again. */
    void completeWhoWasCalled() throws Exception {
        for (TicketTable.Row row : new TicketTable(system.postgres()).rowsOf(demo.general())) {
            if (row.status().equals("CALLED")) {
                tickets().send(demo.complete(row.id().toString()));
            }
        }
    }

    /** Whether both services that work with the keys have taken over a change so often. */
    boolean haveReadKeysAgain(int times) throws IOException {
        for (ServiceProcess service : services.subList(1, 3)) {
            String log = Files.readString(service.spec().log());
            if (log.split("VAPID keys were read again", -1).length <= times) {
                return false;
            }
        }
        return true;
    }

    private TicketClient client(int service) {
        URI address = services.get(service).address();
        return new TicketClient(address);
    }

    @Override
    public void close() {
        door.close();
        system.close();
        push.close();
    }
}
