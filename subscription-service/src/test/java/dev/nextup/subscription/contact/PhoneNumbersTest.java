package dev.nextup.subscription.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private static final PhoneNumbers ALL = numbers(Set.of(), null);
    private static final PhoneNumbers GERMAN = numbers(Set.of("DE", " at"), "de");

    @ParameterizedTest
    @CsvSource({
        "+49 151 23456789,+4915123456789,+49•••••89",
        "+49 (0)151 / 2345-6789,+4915123456789,+49•••••89",
        "+1 650-253-0000,+16502530000,+1•••••00",
        "+966 51 234 5678,+966512345678,+966•••••78",
        "+44 20 7031 3000,+442070313000,+44•••••00"
    })
    void however_it_is_typed_it_is_kept_in_e164_and_shown_masked(
            String typed, String e164, String masked) {
        PhoneNumber number = ALL.read(typed);

        assertThat(number.e164()).isEqualTo(e164);
        assertThat(number.masked()).isEqualTo(masked);
        assertThat(number.toString()).doesNotContain(e164.substring(5));
        assertThat(ALL.stored(e164)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "12",
                "0151 23456789",
                "+49",
                "+49 1",
                "+999 123456789",
                "+49151234567890123456",
                "+4915123456789+4915123456789+4915123456789+4915123456789+491512345678"
            })
    void what_cannot_be_called_is_refused(String typed) {
        assertThatThrownBy(() -> ALL.read(typed)).hasMessage("invalid-phone");
    }

    @Test
    void a_default_region_makes_national_numbers_understood() {
        assertThat(GERMAN.read("0151 23456789").e164()).isEqualTo("+4915123456789");
    }

    @Test
    void countries_that_are_not_listed_are_refused() {
        assertThat(GERMAN.read("+43 664 1234567").countryCode()).isEqualTo(43);
        assertThatThrownBy(() -> GERMAN.read("+44 20 7031 3000"))
                .hasMessage("phone-country-not-allowed");
    }

    @Test
    void a_country_that_does_not_exist_stops_the_start() {
        assertThatThrownBy(() -> numbers(Set.of("XX"), null))
                .hasMessageContaining("NEXTUP_PHONE_COUNTRIES");
        assertThatThrownBy(() -> numbers(Set.of(), "Germany"))
                .hasMessageContaining("NEXTUP_PHONE_DEFAULT_REGION");
    }

    private static PhoneNumbers numbers(Set<String> countries, String region) {
        return new PhoneNumbers(config(Optional.empty(), countries, region));
    }

    static PhoneConfig config(Optional<Path> keyFile, Set<String> countries, String region) {
        return new PhoneConfig() {
            @Override
            public Optional<Path> keyFile() {
                return keyFile;
            }

            @Override
            public Optional<Set<String>> countries() {
                return Optional.of(countries);
            }

            @Override
            public Optional<String> defaultRegion() {
                return Optional.ofNullable(region);
            }

            @Override
            public int ticketsPerNumberPerDay() {
                return 0;
            }

            @Override
            public int numbersPerTicketPerDay() {
                return 0;
            }

            @Override
            public int numbersPerOrganizationPerDay() {
                return 0;
            }
        };
    }
}
