package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCertificateTest {

    @TempDir Path directory;

    @Test
    void isForLocalhostByNameAndByAddressAndForANameThatNoDnsKnows() throws Exception {
        X509Certificate certificate = read(TestCertificate.in(directory).pem());

        assertThat(certificate.getSubjectAlternativeNames())
                .<Object>map(name -> name.get(1))
                .containsExactlyInAnyOrder("localhost", "push.nextup.test", "127.0.0.1");
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void isMadeOnceForADirectoryAlsoWhenSeveralAskAtOnce() throws Exception {
        List<CompletableFuture<TestCertificate>> asked =
                Stream.generate(
                                () ->
                                        CompletableFuture.supplyAsync(
                                                () -> TestCertificate.in(directory)))
                        .limit(3)
                        .toList();
        asked.forEach(CompletableFuture::join);
        TestCertificate certificate = asked.get(0).join();
        String first = Files.readString(certificate.pem());

        assertThat(Files.readString(TestCertificate.in(directory).pem())).isEqualTo(first);
        assertThat(read(certificate.pem())).isEqualTo(certificateIn(certificate.keyStore()));
        assertThat(filesIn(directory)).isEqualTo(Set.of("push-service.p12", "push-service.pem"));
    }

    private static Set<String> filesIn(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static Certificate certificateIn(Path keyStore) throws Exception {
        KeyStore store =
                KeyStore.getInstance(keyStore.toFile(), TestCertificate.PASSWORD.toCharArray());
        return store.getCertificate("push-service");
    }

    private static X509Certificate read(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
