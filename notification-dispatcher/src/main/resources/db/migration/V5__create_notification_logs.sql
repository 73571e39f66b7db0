-- The delivery log under the name and with the columns of the earlier system, for whoever queries it. One row per
-- notification, with the outcome so far of each channel. It never holds a phone number.
CREATE TABLE notification_logs (
    id                uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    ticket_id         uuid        NOT NULL,
    customer_phone    text,
    ticket_number     text        NOT NULL,
    notification_type text        NOT NULL,
    delivery_method   text        NOT NULL,
    push_success      boolean,
    push_error        text,
    whatsapp_success  boolean,
    whatsapp_error    text,
    created_at        timestamptz NOT NULL,
    CONSTRAINT pk_notification_logs PRIMARY KEY (id),
    CONSTRAINT fk_notification_logs_ticket FOREIGN KEY (ticket_id) REFERENCES known_ticket (id) ON DELETE CASCADE,
    CONSTRAINT ck_notification_logs_phone CHECK (customer_phone IS NULL),
    CONSTRAINT ck_notification_logs_method CHECK (delivery_method IN ('push', 'whatsapp', 'both'))
);
CREATE INDEX ix_notification_logs_ticket ON notification_logs (ticket_id);
CREATE INDEX ix_notification_logs_organization ON notification_logs (organization_id, created_at);
