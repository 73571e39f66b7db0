package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final Vapid VAPID = new Vapid();

    private final TestCertificate certificate =
            TestCertificate.in(Path.of("target/test-certificate"));

    @Test
    void http2IsNegotiatedAndTheMessageTells() throws Exception {
        try (PushService service = PushService.start(Settings.overTls(Tls.with(certificate)))) {
            assertThat(service.publicUrl()).isEqualTo("https://localhost:" + service.port());

            assertThat(versionOfAPush(service, Version.HTTP_2)).isEqualTo("HTTP/2");
        }
    }

    @Test
    void aClientWithoutHttp2IsServedToo() throws Exception {
        try (PushService service = PushService.start(Settings.overTls(Tls.with(certificate)))) {
            assertThat(versionOfAPush(service, Version.HTTP_1_1)).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void aClientThatPrefersHttp2FallsBackWhereItIsNotOffered() throws Exception {
        Tls http1Only = Tls.with(certificate).http1Only();
        try (PushService service = PushService.start(Settings.overTls(http1Only))) {
            assertThat(versionOfAPush(service, Version.HTTP_2)).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void bothNamesInTheCertificateAreGood() throws Exception {
        try (PushService service = PushService.start(Settings.overTls(Tls.with(certificate)))) {
            HttpClient client = clientTrusting(certificate, Version.HTTP_2);
            URI byAddress = URI.create("https://127.0.0.1:" + service.port());

            TestBrowser browser = TestBrowser.subscribe(client, byAddress, "");

            assertThat(browser.endpoint()).startsWith(service.publicUrl() + "/push/");
        }
    }

    @Test
    void aClientThatTrustsAnotherCertificateRefuses(@TempDir Path elsewhere) throws Exception {
        HttpClient stranger = clientTrusting(TestCertificate.in(elsewhere), Version.HTTP_2);
        try (PushService service = PushService.start(Settings.overTls(Tls.with(certificate)))) {
            URI address = URI.create(service.publicUrl());

            assertThatThrownBy(() -> TestBrowser.subscribe(stranger, address, ""))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void cleartextIsNotServedBesides() throws Exception {
        try (PushService service = PushService.start(Settings.overTls(Tls.with(certificate)))) {
            URI cleartext = URI.create("http://localhost:" + service.port());

            assertThatThrownBy(() -> TestBrowser.call(cleartext, "GET", "/q/health", ""))
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    /** One right push by a client of this preference, and the version its receiver noted. */
    private String versionOfAPush(PushService service, Version preferred) throws Exception {
        HttpClient client = clientTrusting(certificate, preferred);
        TestBrowser browser =
                TestBrowser.subscribe(client, URI.create(service.publicUrl()), VAPID.publicKey());

        HttpResponse<String> answer =
                client.send(new Push(browser, VAPID, "hi").request(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode message = browser.messages().path(0);
        String noted = message.path("httpVersion").asText();
        assertThat(answer.version() == Version.HTTP_2).isEqualTo(noted.equals("HTTP/2"));
        return noted;
    }

    private static HttpClient clientTrusting(TestCertificate trusted, Version preferred) {
        return HttpClient.newBuilder().sslContext(trusted.trust()).version(preferred).build();
    }
}
