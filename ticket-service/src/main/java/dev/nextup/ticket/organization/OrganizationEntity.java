package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who runs the queues. */
@Entity
@Table(name = "organization")
class OrganizationEntity extends PanacheEntityBase {

    @Id UUID id;

    String slug;

    String name;

    @Column(name = "logo_url")
    @Nullable String logoUrl;

    @Column(name = "primary_color")
    @Nullable String primaryColor;

    @Column(name = "welcome_message")
    @Nullable String welcomeMessage;

    List<String> languages;

    boolean active;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected OrganizationEntity() {}

    static OrganizationEntity named(String slug, String name) {
        OrganizationEntity organization = new OrganizationEntity();
        organization.id = UUID.randomUUID();
        organization.slug = slug;
        organization.name = name;
        organization.languages = List.of("en");
        organization.active = true;
        return organization;
    }
}
