package dev.nextup.subscription.contact;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The cipher, if there is a key ring; an unusable ring is told at start. */
@Startup
@Singleton
class PhoneSeal {

    private final Optional<PhoneCipher> cipher;

    PhoneSeal(PhoneConfig config) {
        cipher = config.keyFile().map(PhoneKeys::read).map(PhoneCipher::new);
    }

    Optional<PhoneCipher> cipher() {
        return cipher;
    }
}
