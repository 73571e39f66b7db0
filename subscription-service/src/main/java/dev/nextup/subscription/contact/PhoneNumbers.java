package dev.nextup.subscription.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes numbers of what people type, and refuses what cannot be called or is not wanted here. */
@Startup // a country that does not exist is told at start
@Singleton
class PhoneNumbers {

    /** Characters; nobody's number is longer, with all the blanks and brackets. */
    private static final int MAX_LENGTH = 64;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final Set<String> countries;
    private final @Nullable String defaultRegion;

    PhoneNumbers(PhoneConfig config) {
        countries =
                config.countries().orElse(Set.of()).stream()
                        .map(country -> region("NEXTUP_PHONE_COUNTRIES", country))
                        .collect(Collectors.toUnmodifiableSet());
        defaultRegion =
                config.defaultRegion()
                        .map(country -> region("NEXTUP_PHONE_DEFAULT_REGION", country))
                        .orElse(null);
    }

    /**
     * @throws dev.nextup.problem.RejectedException 422 {@code invalid-phone} or {@code
     *     phone-country-not-allowed}
     */
    PhoneNumber read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw PhoneRejection.INVALID_PHONE.asException();
        }
        Phonenumber.PhoneNumber parsed = parse(text);
        if (!library.isValidNumber(parsed)) {
            throw PhoneRejection.INVALID_PHONE.asException();
        }
        String region = library.getRegionCodeForNumber(parsed);
        if (!countries.isEmpty() && !countries.contains(String.valueOf(region))) {
            throw PhoneRejection.PHONE_COUNTRY_NOT_ALLOWED.asException();
        }
        return number(parsed);
    }

    /** One that was read before, perhaps under other rules. */
    PhoneNumber stored(String e164) {
        return number(parse(e164));
    }

    private PhoneNumber number(Phonenumber.PhoneNumber parsed) {
        return new PhoneNumber(
                library.format(parsed, PhoneNumberFormat.E164), parsed.getCountryCode());
    }

    private Phonenumber.PhoneNumber parse(String text) {
        try {
            return library.parse(text, defaultRegion);
        } catch (NumberParseException e) {
            throw PhoneRejection.INVALID_PHONE.asException();
        }
    }

    private String region(String variable, String country) {
        String region = country.strip().toUpperCase(Locale.ROOT);
        if (!library.getSupportedRegions().contains(region)) {
            throw new IllegalStateException(variable + " names no country: " + country);
        }
        return region;
    }
}
