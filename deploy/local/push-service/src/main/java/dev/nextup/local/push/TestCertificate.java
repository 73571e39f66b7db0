package dev.nextup.local.push;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for {@code localhost}, {@code 127.0.0.1} and {@code push.nextup.test},
 * a name that no DNS knows, made by the JDK's {@code keytool}. For tests: its key protects nothing.
 *
 * @param keyStore PKCS#12 with the key and the certificate, opened by {@link #PASSWORD}
 * @param pem the certificate alone, for those who shall trust it
 */
public record TestCertificate(Path keyStore, Path pem) {

    /** No secret: the store lies in a build directory, and keytool insists on one. */
    public static final String PASSWORD = "nextup-test";

    private static final String ALIAS = "push-service";

    /** Ten years, longer than any build directory lives: what is found there is still valid. */
    private static final List<String> ARGUMENTS =
            List.of(
                    ("-genkeypair -alias push-service -keyalg EC -groupname secp256r1"
                                    + " -dname CN=localhost -ext san=dns:localhost,dns:push.nextup.test,ip:127.0.0.1"
                                    + " -validity 3650 -storetype PKCS12")
                            .split(" ", -1));

    /**
     * The certificate of a directory: made at the first call, found by later ones and by other
     * processes, also when several come first.
     *
     * @param directory where both files are kept; created if missing
     */
    public static TestCertificate in(Path directory) {
        TestCertificate certificate =
                new TestCertificate(
                        directory.resolve("push-service.p12"),
                        directory.resolve("push-service.pem"));
        if (!Files.exists(certificate.pem)) {
            try {
                certificate.make(Files.createDirectories(directory));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot make a certificate in " + directory, e);
            }
        }
        return certificate;
    }

    /** What a client in this process needs to trust this certificate and no other. */
    public SSLContext trust() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificateIn(keyStore));
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Unusable key store " + keyStore, e);
        }
    }

    /** Whoever comes second finds the first one's key store and takes the certificate from it. */
    private void make(Path directory) throws IOException {
        Path work = Files.createTempDirectory(directory, "making-");
        Path store = work.resolve("store.p12");
        keytool(store, work.resolve("keytool.log"));
        try {
            // A hard link, unlike a move, never replaces what others may be using already.
            Files.createLink(keyStore, store);
        } catch (FileAlreadyExistsException another) {
            // Its certificate is the one to publish.
        }
        Path text = Files.writeString(work.resolve("certificate.pem"), pemOf(keyStore));
        Files.move(text, pem, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(store);
        Files.delete(work.resolve("keytool.log"));
        Files.delete(work);
    }

    private static void keytool(Path store, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(ARGUMENTS);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool: " + Files.readString(log));
        }
    }

    private static String pemOf(Path keyStore) throws IOException {
        try {
            Base64.Encoder lines =
                    Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n"
                    + lines.encodeToString(certificateIn(keyStore).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Unusable key store " + keyStore, e);
        }
    }

    private static Certificate certificateIn(Path keyStore)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store.getCertificate(ALIAS);
    }
}
