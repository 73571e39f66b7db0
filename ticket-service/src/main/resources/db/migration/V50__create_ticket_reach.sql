-- Whether the holder of a ticket was reached by the newest notification, taken in from the events of
-- notification-dispatcher. Goes with the ticket.
CREATE TABLE ticket_reach (
    ticket_id         uuid        NOT NULL,
    delivery_id       uuid        NOT NULL,
    -- of two notifications the one planned later is the newer
    planned_at        timestamptz NOT NULL,
    notification_type text        NOT NULL,
    channel           text        NOT NULL,
    state             text        NOT NULL,
    -- why it came to nothing
    reason            text,
    -- when it came to this
    reached_state_at  timestamptz NOT NULL,
    -- when any notification of the ticket was first seen on a device
    seen_at           timestamptz,
    CONSTRAINT pk_ticket_reach PRIMARY KEY (ticket_id),
    CONSTRAINT fk_ticket_reach_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id) ON DELETE CASCADE,
    CONSTRAINT ck_ticket_reach_state CHECK (state IN ('FAILED', 'SENT', 'SHOWN', 'CLICKED')),
    CONSTRAINT ck_ticket_reach_reason CHECK ((state = 'FAILED') = (reason IS NOT NULL))
) WITH (fillfactor = 70);
