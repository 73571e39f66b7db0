package dev.nextup.ticket.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextup.ticket.manifest.Branding.Logo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A web application manifest (W3C). Its addresses are relative to the origin it is read from.
 *
 * @param id what a browser knows the installed app by: one per organisation, whatever its name
 * @param shortName what stands below an icon
 * @param lang of {@code name} and {@code description}
 * @param dir in which they are written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebManifest(
        String id,
        String name,
        @JsonProperty("short_name") String shortName,
        @Nullable String description,
        @JsonProperty("start_url") String startUrl,
        String scope,
        String display,
        String lang,
        String dir,
        @JsonProperty("theme_color") String themeColor,
        @JsonProperty("background_color") String backgroundColor,
        List<Icon> icons) {

    record Icon(String src, String sizes, String type, String purpose) {}

    /** Launchers cut what is longer. */
    private static final int SHORT = 12;

    /** Browsers offer to install nothing whose icons are all smaller, or none of them square. */
    private static final int LARGE_ENOUGH = 144;

    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");

    static WebManifest of(Branding branding) {
        String language = branding.languages().stream().findFirst().orElse("en");
        String start = "/?org=" + branding.slug();
        return new WebManifest(
                start,
                branding.name(),
                shortened(branding.name()),
                branding.welcome(),
                start,
                "/",
                "standalone",
                language,
                RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language).getLanguage())
                        ? "rtl"
                        : "ltr",
                branding.colorOrUsual(),
                "#ffffff",
                icons(branding));
    }

    /** As many whole words as fit; of a longer first one, its beginning. */
    static String shortened(String name) {
        if (name.length() <= SHORT) {
            return name;
        }
        int end = name.lastIndexOf(' ', SHORT);
        if (end <= 0) {
            end = Character.isHighSurrogate(name.charAt(SHORT - 1)) ? SHORT - 1 : SHORT;
        }
        return name.substring(0, end).strip();
    }

    /** The logo; where it cannot stand alone, drawn ones too. */
    private static List<Icon> icons(Branding branding) {
        String base = "/api/organizations/" + branding.id();
        List<Icon> icons = new ArrayList<>();
        Logo logo = branding.logo();
        if (logo != null) {
            icons.add(
                    new Icon(
                            base + "/logo?v=" + logo.version(),
                            logo.width() + "x" + logo.height(),
                            logo.mediaType(),
                            "any"));
        }
        if (logo == null || logo.width() != logo.height() || logo.width() < LARGE_ENOUGH) {
            for (int size : AppIcon.SIZES) {
                String src = base + "/icon?size=" + size;
                String sizes = size + "x" + size;
                icons.add(new Icon(src, sizes, "image/png", "any"));
                icons.add(new Icon(src, sizes, "image/png", "maskable"));
            }
        }
        return icons;
    }
}
