-- One notification to one ticket, from plan to end. DeliveryState has the legal moves.
CREATE TABLE delivery (
    id                uuid        NOT NULL,
    ticket_id         uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    notification_type text        NOT NULL,
    -- asked for by a person; the others follow from the ticket's events and replace one another
    on_request        boolean     NOT NULL,
    -- of the event it follows from
    ticket_version    bigint,
    ticket_number     text        NOT NULL,
    -- what it says; gone once nobody will send it any more
    content           jsonb,
    state             text        NOT NULL,
    -- why the last attempt, or all of it, came to nothing: a code, never a message
    error             text,
    deadline          timestamptz NOT NULL,
    -- null while there is no browser to send it to
    next_attempt_at   timestamptz,
    -- while SENDING: after this, whoever sends it is taken for dead
    lease_until       timestamptz,
    -- the replica that claimed it last
    claimed_by        text,
    attempts          integer     NOT NULL DEFAULT 0,
    -- when what it tells of happened
    occurred_at       timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    finished_at       timestamptz,
    -- a call is sent before everything else that is due
    urgent            boolean     NOT NULL GENERATED ALWAYS AS (notification_type = 'your_turn') STORED,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT fk_delivery_ticket FOREIGN KEY (ticket_id) REFERENCES known_ticket (id) ON DELETE CASCADE,
    CONSTRAINT uq_delivery_event UNIQUE (ticket_id, ticket_version),
    CONSTRAINT ck_delivery_event CHECK (on_request = (ticket_version IS NULL)),
    CONSTRAINT ck_delivery_state CHECK (state IN ('PLANNED', 'SENDING', 'RETRYING', 'ACCEPTED', 'SHOWN', 'CLICKED',
        'EXPIRED', 'GONE', 'STALE_KEY', 'REJECTED', 'SKIPPED', 'SUPERSEDED', 'ABANDONED')),
    CONSTRAINT ck_delivery_lease CHECK ((state = 'SENDING') = (lease_until IS NOT NULL)),
    CONSTRAINT ck_delivery_finished CHECK ((state IN ('PLANNED', 'SENDING', 'RETRYING')) = (finished_at IS NULL)),
    CONSTRAINT ck_delivery_content CHECK (content IS NOT NULL OR finished_at IS NOT NULL)
) WITH (fillfactor = 80);

-- A newer notification replaces an unsent older one, and waits while an older one is on the wire.
CREATE UNIQUE INDEX uq_delivery_unsent ON delivery (ticket_id)
    WHERE state IN ('PLANNED', 'RETRYING') AND NOT on_request;
CREATE UNIQUE INDEX uq_delivery_sending ON delivery (ticket_id) WHERE state = 'SENDING' AND NOT on_request;
CREATE INDEX ix_delivery_due ON delivery (urgent DESC, next_attempt_at)
    WHERE state IN ('PLANNED', 'RETRYING') AND next_attempt_at IS NOT NULL;
CREATE INDEX ix_delivery_deadline ON delivery (deadline) WHERE state IN ('PLANNED', 'RETRYING');
CREATE INDEX ix_delivery_lease ON delivery (lease_until) WHERE state = 'SENDING';
CREATE INDEX ix_delivery_log ON delivery (organization_id, created_at DESC, id DESC);

-- Each time a channel was tried.
CREATE TABLE delivery_attempt (
    delivery_id  uuid        NOT NULL,
    attempt      integer     NOT NULL,
    channel      text        NOT NULL,
    at           timestamptz NOT NULL,
    outcome      text        NOT NULL,
    http_status  integer,
    -- the origin only: an endpoint is a secret
    push_service text        NOT NULL,
    CONSTRAINT pk_delivery_attempt PRIMARY KEY (delivery_id, attempt, channel),
    CONSTRAINT fk_delivery_attempt_delivery FOREIGN KEY (delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
    CONSTRAINT ck_delivery_attempt_channel CHECK (channel IN ('push', 'whatsapp', 'sms'))
);
