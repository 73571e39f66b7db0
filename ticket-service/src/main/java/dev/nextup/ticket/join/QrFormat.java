package dev.nextup.ticket.join;

import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a QR code can be sent. */
enum QrFormat {
    /** Sharp at every size, hence for whoever takes both. */
    SVG("image/svg+xml"),
    PNG("image/png");

    private final MediaType type;

    QrFormat(String type) {
        this.type = MediaType.valueOf(type);
    }

    MediaType type() {
        return type;
    }

    byte[] draw(QrCode code) {
        return switch (this) {
            case SVG -> code.svg();
            case PNG -> code.png();
        };
    }

    /**
     * RFC 9110, section 12.5.1: the higher quality wins, a more specific range overrides a wider
     * one. Empty when neither is acceptable.
     */
    static Optional<QrFormat> wantedBy(List<MediaType> accepted) {
        double svg = SVG.quality(accepted);
        double png = PNG.quality(accepted);
        if (svg <= 0 && png <= 0) {
            return Optional.empty();
        }
        return Optional.of(svg >= png ? SVG : PNG);
    }

    private double quality(List<MediaType> accepted) {
        return accepted.stream()
                .filter(range -> range.isCompatible(type))
                .min(Comparator.comparingInt(QrFormat::width))
                .map(range -> Double.parseDouble(range.getParameters().getOrDefault("q", "1")))
                .orElse(0.0);
    }

    private static int width(MediaType range) {
        return (range.isWildcardType() ? 2 : 0) + (range.isWildcardSubtype() ? 1 : 0);
    }
}
