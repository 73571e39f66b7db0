package dev.nextup.ticket.join;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrFormatTest {

    @Test
    void who_takes_both_gets_svg() {
        for (String accept :
                List.of(
                        "*/*",
                        "image/*",
                        "image/png, image/svg+xml",
                        "image/avif, image/webp, image/*;q=0.8, */*;q=0.5",
                        "text/html, */*;q=0.1")) {
            assertThat(wantedBy(accept)).as(accept).containsExactly(QrFormat.SVG);
        }
    }

    @Test
    void who_prefers_png_gets_png() {
        for (String accept :
                List.of(
                        "image/png",
                        "image/png, */*;q=0.1",
                        "image/svg+xml;q=0.5, image/png;q=0.6",
                        "image/svg+xml;q=0, image/*")) {
            assertThat(wantedBy(accept)).as(accept).containsExactly(QrFormat.PNG);
        }
    }

    @Test
    void who_takes_neither_gets_none() {
        for (String accept : List.of("application/json", "image/jpeg", "*/*;q=0")) {
            assertThat(wantedBy(accept)).as(accept).isEmpty();
        }
    }

    private static List<QrFormat> wantedBy(String accept) {
        List<MediaType> ranges =
                Pattern.compile(",\\s*").splitAsStream(accept).map(QrFormatTest::parsed).toList();
        return QrFormat.wantedBy(ranges).stream().toList();
    }

    private static MediaType parsed(String range) {
        Matcher parts = Pattern.compile("(.+)/(.+?)(;q=(.+))?").matcher(range);
        assertThat(parts.matches()).isTrue();
        Map<String, String> quality =
                parts.group(4) == null ? Map.of() : Map.of("q", parts.group(4));
        return new MediaType(parts.group(1), parts.group(2), quality);
    }
}
