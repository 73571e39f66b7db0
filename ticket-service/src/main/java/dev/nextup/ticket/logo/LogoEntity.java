package dev.nextup.ticket.logo;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The logo of one organisation. */
@Entity
@Table(name = "organization_logo")
class LogoEntity extends PanacheEntityBase {

    /** Octets of the digest that stand in the address. */
    private static final int VERSION_LENGTH = 8;

    @Id
    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "media_type")
    String mediaType;

    int width;
    int height;
    byte[] content;

    /** Changes with the content, and only then. */
    String version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected LogoEntity() {}

    static LogoEntity of(UUID organizationId) {
        LogoEntity logo = new LogoEntity();
        logo.organizationId = organizationId;
        return logo;
    }

    void show(Picture picture, byte[] octets) {
        mediaType = picture.mediaType();
        width = picture.width();
        height = picture.height();
        content = octets;
        version = digest(octets);
    }

    private static String digest(byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return HexFormat.of().formatHex(digest, 0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
