package dev.nextup.local.push;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * How it is reached over TLS, as every real push service is.
 *
 * @param keyStore PKCS#12 with the key and the certificate of this server
 * @param password of the key store
 * @param http2 whether HTTP/2 is offered by ALPN (RFC 7301) before HTTP/1.1, or HTTP/1.1 alone
 */
public record Tls(Path keyStore, String password, boolean http2) {

    /** Both versions of HTTP, as real push services offer them. */
    public static Tls with(TestCertificate certificate) {
        return new Tls(certificate.keyStore(), TestCertificate.PASSWORD, true);
    }

    /** The same, without HTTP/2. */
    public Tls http1Only() {
        return new Tls(keyStore, password, false);
    }

    HttpServerOptions applyTo(HttpServerOptions options) {
        return options.setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(
                        http2
                                ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                                : List.of(HttpVersion.HTTP_1_1))
                .setKeyCertOptions(
                        new PfxOptions().setPath(keyStore.toString()).setPassword(password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Tls[keyStore=" + keyStore + ", http2=" + http2 + "]";
    }
}
