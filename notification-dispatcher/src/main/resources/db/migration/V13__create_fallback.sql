-- What the holder chose for when push does not reach them; the defaults of whoever chose nothing. They mean
-- something only with a phone number, which this service never stores.
ALTER TABLE known_ticket
    ADD COLUMN whatsapp_fallback boolean NOT NULL DEFAULT true,
    ADD COLUMN sms_fallback      boolean NOT NULL DEFAULT false;

-- A notification that push did not bring to its person, on its way over another channel. Push goes on by itself.
CREATE TABLE fallback (
    delivery_id uuid        NOT NULL,
    ticket_id   uuid        NOT NULL,
    state       text        NOT NULL,
    -- once one is chosen
    channel     text,
    -- why it was not sent, or not yet: a code
    error       text,
    due_at      timestamptz NOT NULL,
    -- while SENDING: after this, whoever sends it is taken for dead
    lease_until timestamptz,
    attempts    integer     NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    CONSTRAINT pk_fallback PRIMARY KEY (delivery_id),
    CONSTRAINT fk_fallback_delivery FOREIGN KEY (delivery_id) REFERENCES delivery (id) ON DELETE CASCADE,
    CONSTRAINT ck_fallback_state CHECK (state IN ('DUE', 'SENDING', 'ACCEPTED', 'SKIPPED', 'REJECTED', 'EXPIRED')),
    CONSTRAINT ck_fallback_channel CHECK (channel IN ('whatsapp', 'sms')),
    CONSTRAINT ck_fallback_lease CHECK ((state = 'SENDING') = (lease_until IS NOT NULL))
);
CREATE INDEX ix_fallback_due ON fallback (due_at) WHERE state = 'DUE';
CREATE INDEX ix_fallback_lease ON fallback (lease_until) WHERE state = 'SENDING';
CREATE INDEX ix_fallback_ticket ON fallback (ticket_id);

-- Who was not reached, while it still matters.
CREATE INDEX ix_delivery_unreached ON delivery (deadline) WHERE NOT on_request
    AND (state IN ('GONE', 'STALE_KEY', 'REJECTED') OR (state = 'SKIPPED' AND error = 'push-denied')
        OR (state = 'PLANNED' AND next_attempt_at IS NULL));
CREATE INDEX ix_delivery_unseen ON delivery (deadline) WHERE urgent AND state = 'ACCEPTED' AND escalations > 0;

-- The log in the form of the earlier system had no place for SMS.
ALTER TABLE notification_logs
    ADD COLUMN sms_success boolean,
    ADD COLUMN sms_error   text;
ALTER TABLE notification_logs DROP CONSTRAINT ck_notification_logs_method;
ALTER TABLE notification_logs ADD CONSTRAINT ck_notification_logs_method
    CHECK (delivery_method IN ('push', 'whatsapp', 'sms', 'both'));
