package dev.nextup.dispatch.webpush.crypto;

import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The provider that the library web-push looks up by its name. */
final class BouncyCastle {

    private BouncyCastle() {}

    /**
     * Registered in this JVM, as the library needs it. One that another class loader registered
     * takes no keys made of our classes, so it is replaced.
     */
    static Provider registered() {
        Provider present = Security.getProvider(BouncyCastleProvider.PROVIDER_NAME);
        if (present instanceof BouncyCastleProvider) {
            return present;
        }
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        Provider ours = new BouncyCastleProvider();
        Security.addProvider(ours);
        return ours;
    }
}
