package dev.nextup.ticket.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebManifestTest {

    @Test
    void a_short_name_is_whole_words_and_at_most_twelve_characters() {
        assertThat(WebManifest.shortened("Town Hall")).isEqualTo("Town Hall");
        assertThat(WebManifest.shortened("Demo Town Hall")).isEqualTo("Demo Town");
        assertThat(WebManifest.shortened("Town Hall At the Market")).isEqualTo("Town Hall At");
        assertThat(WebManifest.shortened("Einwohnermeldeamt")).isEqualTo("Einwohnermel");
        assertThat(WebManifest.shortened("abcdefghijk😀 x")).isEqualTo("abcdefghijk");
    }
}
