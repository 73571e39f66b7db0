-- A ticket as this service knows it: from its events, or from its binding if that came first.
CREATE TABLE known_ticket (
    id              uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    -- of the last event taken in; 0 while only the binding is known
    version         bigint      NOT NULL DEFAULT 0,
    status          text,
    -- number, names and the like of the last event: what a notification on request says
    facts           jsonb,
    push_denied     boolean     NOT NULL DEFAULT false,
    first_seen_at   timestamptz NOT NULL,
    CONSTRAINT pk_known_ticket PRIMARY KEY (id),
    CONSTRAINT ck_known_ticket_facts CHECK (version = 0 OR (status IS NOT NULL AND facts IS NOT NULL))
) WITH (fillfactor = 80);

-- This service's own copy of a ticket's push subscription. Endpoint and keys are secrets: whoever has them can send.
CREATE TABLE recipient (
    ticket_id       uuid        NOT NULL,
    subscription_id uuid        NOT NULL,
    endpoint        text        NOT NULL,
    p256dh          text        NOT NULL,
    auth            text        NOT NULL,
    key_id          text        NOT NULL,
    expiration_time timestamptz,
    active          boolean     NOT NULL,
    bound_at        timestamptz NOT NULL,
    CONSTRAINT pk_recipient PRIMARY KEY (ticket_id),
    CONSTRAINT fk_recipient_ticket FOREIGN KEY (ticket_id) REFERENCES known_ticket (id) ON DELETE CASCADE
);
