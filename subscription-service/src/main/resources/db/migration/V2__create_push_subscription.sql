-- A ticket as this service knows it: by the word of its token or of its events. Everything else hangs on it.
CREATE TABLE known_ticket (
    id              uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    first_seen_at   timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT pk_known_ticket PRIMARY KEY (id),
    CONSTRAINT uq_known_ticket_organization UNIQUE (id, organization_id)
);

-- Where a browser can be reached. Endpoint and keys are secrets: whoever has them can send.
CREATE TABLE push_subscription (
    id                uuid        NOT NULL,
    ticket_id         uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    endpoint          text        NOT NULL,
    p256dh            text        NOT NULL,
    auth              text        NOT NULL,
    key_id            text        NOT NULL,
    user_agent_family text,
    expiration_time   timestamptz,
    active            boolean     NOT NULL,
    bound_at          timestamptz NOT NULL,
    CONSTRAINT pk_push_subscription PRIMARY KEY (id),
    CONSTRAINT fk_push_subscription_ticket FOREIGN KEY (ticket_id, organization_id)
        REFERENCES known_ticket (id, organization_id) ON DELETE CASCADE,
    CONSTRAINT ck_push_subscription_endpoint CHECK (length(endpoint) BETWEEN 1 AND 2048),
    CONSTRAINT ck_push_subscription_p256dh CHECK (length(p256dh) = 87),
    CONSTRAINT ck_push_subscription_auth CHECK (length(auth) = 22)
);
CREATE UNIQUE INDEX uq_push_subscription_active ON push_subscription (ticket_id) WHERE active;
CREATE INDEX ix_push_subscription_ticket ON push_subscription (ticket_id);

-- What the holder chose; no row means the defaults. No phone number: that has a place of its own, encrypted.
CREATE TABLE notification_preference (
    ticket_id         uuid        NOT NULL,
    push_denied_at    timestamptz,
    whatsapp_fallback boolean     NOT NULL,
    sms_fallback      boolean     NOT NULL,
    notify_ahead      integer,
    changed_at        timestamptz NOT NULL,
    CONSTRAINT pk_notification_preference PRIMARY KEY (ticket_id),
    CONSTRAINT fk_notification_preference_ticket FOREIGN KEY (ticket_id)
        REFERENCES known_ticket (id) ON DELETE CASCADE,
    CONSTRAINT ck_notification_preference_ahead CHECK (notify_ahead BETWEEN 1 AND 99)
);
