package dev.nextup.ticket.message;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** An organisation's own words for one kind of notification in one language. */
@Entity
@Table(name = "organization_message")
@IdClass(MessageKey.class)
class MessageEntity extends PanacheEntityBase {

    @Id
    @Column(name = "organization_id")
    UUID organizationId;

    @Id String kind;
    @Id String language;
    String title;
    String body;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected MessageEntity() {}

    static MessageEntity of(MessageKey key) {
        MessageEntity message = new MessageEntity();
        message.organizationId = key.organizationId();
        message.kind = key.kind();
        message.language = key.language();
        return message;
    }
}
