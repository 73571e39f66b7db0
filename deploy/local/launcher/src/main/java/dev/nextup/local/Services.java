package dev.nextup.local;

import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.process.ServiceSpec;
import dev.nextup.local.secret.AckKeys;
import dev.nextup.local.secret.InternalKeys;
import dev.nextup.local.secret.JwtKeys;
import dev.nextup.local.secret.PhoneKeys;
import dev.nextup.local.secret.VapidKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes that speak HTTP, configured for the local run. */
final class Services {

    private static final int PUSH_SERVICE_HEAP_MEGABYTES = 64;

    private final Options options;
    private final PortPlan ports;
    private final DataDirectory data;
    private final Infrastructure infrastructure;

    Services(Options options, PortPlan ports, DataDirectory data, Infrastructure infrastructure) {
        this.options = options;
        this.ports = ports;
        this.data = data;
        this.infrastructure = infrastructure;
    }

    /** All of them, not started. */
    List<ServiceProcess> all() {
        return List.of(
                quarkus("ticket-service", ports.ticketService(), ticketService()),
                quarkus("subscription-service", ports.subscriptionService(), subscriptionService()),
                quarkus("notification-dispatcher", ports.notificationDispatcher(), dispatcher()),
                pushService());
    }

    private ServiceProcess quarkus(String name, int port, Map<String, String> own) {
        Map<String, String> environment =
                new HashMap<>(infrastructure.environmentOf(name.replace('-', '_')));
        environment.put("NEXTUP_PUBLIC_URL", options.publicUrl());
        environment.put(
                "NEXTUP_JWKS_URL", "http://127.0.0.1:" + ports.ticketService() + "/api/auth/jwks");
        // Only the gateway may say for whom it asks.
        environment.put("NEXTUP_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("NEXTUP_PUSH_ALLOW_LOOPBACK", "true");
        environment.put("NEXTUP_INSTANCE_ID", "local");
        environment.put(
                "NEXTUP_INTERNAL_KEY_FILE", InternalKeys.file(infrastructure.secrets()).toString());
        environment.putAll(own);
        return new ServiceProcess(
                ServiceSpec.quarkus(options.home(), name, port, environment, data.log(name)));
    }

    private Map<String, String> ticketService() {
        return Map.of(
                "NEXTUP_DEMO", "true",
                "NEXTUP_JWT_KEY_FILE", JwtKeys.file(infrastructure.secrets()).toString(),
                "NEXTUP_TICKETS_PER_ADDRESS_PER_MINUTE", "0");
    }

    /** One key ring for both: browsers subscribe with it, and the sender signs with it. */
    private Map<String, String> vapid() {
        return Map.of(
                "NEXTUP_VAPID_KEYS_FILE",
                VapidKeys.file(infrastructure.secrets()).toString(),
                "NEXTUP_VAPID_SUBJECT",
                "mailto:operator@demo.test");
    }

    private Map<String, String> subscriptionService() {
        Map<String, String> environment = new HashMap<>(vapid());
        environment.put(
                "NEXTUP_PHONE_KEY_FILE", PhoneKeys.file(infrastructure.secrets()).toString());
        return environment;
    }

    private Map<String, String> dispatcher() {
        Map<String, String> environment = new HashMap<>(vapid());
        environment.put("NEXTUP_ACK_KEY_FILE", AckKeys.file(infrastructure.secrets()).toString());
        environment.put(
                "NEXTUP_SUBSCRIPTION_URL", "http://127.0.0.1:" + ports.subscriptionService());
        return environment;
    }

    private ServiceProcess pushService() {
        Path target = options.home().resolve("deploy/local/push-service/target");
        List<String> arguments =
                List.of(
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "dev.nextup.local.push.PushService");
        return new ServiceProcess(
                new ServiceSpec(
                        "push-service",
                        arguments,
                        PUSH_SERVICE_HEAP_MEGABYTES,
                        ports.pushService(),
                        Map.of(
                                "NEXTUP_PUSH_SERVICE_PORT", Integer.toString(ports.pushService()),
                                "NEXTUP_PUSH_SERVICE_DATA", data.pushService().toString(),
                                // Senders and local browsers are on this machine.
                                "NEXTUP_PUBLIC_URL", options.localUrl()),
                        data.log("push-service")));
    }
}
