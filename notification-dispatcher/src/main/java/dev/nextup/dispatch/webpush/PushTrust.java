package dev.nextup.dispatch.webpush;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates we believe: the Java platform's authorities, and those in a file. */
final class PushTrust {

    private PushTrust() {}

    /**
     * @param extra PEM file with further authorities
     * @throws IllegalStateException if it holds no certificate
     */
    static TrustOptions withFile(Path extra) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate authority : manager(null).getAcceptedIssuers()) {
                all.setCertificateEntry("platform-" + number++, authority);
            }
            for (Certificate authority : read(extra)) {
                all.setCertificateEntry("file-" + number++, authority);
            }
            return TrustOptions.wrap(manager(all));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "NEXTUP_PUSH_CA_FILE " + extra + " is not usable: no certificates in PEM", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("empty");
            }
            return found;
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }
}
