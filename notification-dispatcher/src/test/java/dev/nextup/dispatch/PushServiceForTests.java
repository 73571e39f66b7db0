package dev.nextup.dispatch;

import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.local.push.Tls;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;

/** A strict push service over TLS, whose certificate the service under test trusts. */
public final class PushServiceForTests implements QuarkusTestResourceLifecycleManager {

    private static final TestCertificate CERTIFICATE =
            TestCertificate.in(Path.of("target/push-certificate"));

    private PushService service;

    @Override
    public Map<String, String> start() {
        service = PushService.start(Settings.overTls(Tls.with(CERTIFICATE)));
        return Map.of(
                "nextup.push.ca-file", CERTIFICATE.pem().toString(),
                "nextup.test.push-service", service.publicUrl());
    }

    @Override
    public void stop() {
        service.close();
    }

    /** One that trusts it. */
    public static HttpClient client() {
        return HttpClient.newBuilder().sslContext(CERTIFICATE.trust()).build();
    }
}
