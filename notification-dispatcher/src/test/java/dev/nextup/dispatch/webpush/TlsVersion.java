package dev.nextup.dispatch.webpush;

import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.local.push.Tls;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.net.http.HttpClient;
import java.util.List;

/** What push services speak: HTTP/2 where it is offered, else HTTP/1.1, both over TLS. */
enum TlsVersion {
    HTTP_1("HTTP/1.1", HttpVersion.HTTP_1_1),
    HTTP_2("HTTP/2", HttpVersion.HTTP_2);

    /** Trusts either. */
    static final HttpClient CLIENT =
            HttpClient.newBuilder().sslContext(TestSender.CERTIFICATE.trust()).build();

    /** As the local push service names it. */
    final String text;

    final HttpVersion version;

    TlsVersion(String text, HttpVersion version) {
        this.text = text;
        this.version = version;
    }

    /** A strict push service that speaks this. */
    PushService start() {
        Tls both = Tls.with(TestSender.CERTIFICATE);
        return PushService.start(Settings.overTls(this == HTTP_2 ? both : both.http1Only()));
    }

    /** Of another server that speaks this and nothing else. */
    HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(version))
                .setKeyCertOptions(
                        new PfxOptions()
                                .setPath(TestSender.CERTIFICATE.keyStore().toString())
                                .setPassword(TestCertificate.PASSWORD));
    }
}
