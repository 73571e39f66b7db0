-- At how many ahead a ticket's holder wants to be told that it is almost their turn. Their own preference, taken in from
-- the events of subscription-service; erased by them, and with the ticket.
CREATE TABLE ticket_notify_ahead (
    ticket_id    uuid    NOT NULL,
    notify_ahead integer NOT NULL,
    CONSTRAINT pk_ticket_notify_ahead PRIMARY KEY (ticket_id),
    CONSTRAINT fk_ticket_notify_ahead_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id) ON DELETE CASCADE,
    CONSTRAINT ck_ticket_notify_ahead_range CHECK (notify_ahead BETWEEN 1 AND 99)
);
-- The largest one says how much of a line must be looked at.
CREATE INDEX ix_ticket_notify_ahead_most ON ticket_notify_ahead (notify_ahead);

-- How far each partition has been consumed (dev.nextup.messaging.inbox), moved in the transaction of the effects.
CREATE TABLE inbox_position (
    topic_id    uuid    NOT NULL,
    partition   integer NOT NULL,
    kafka_topic text    NOT NULL,
    next_offset bigint  NOT NULL,
    CONSTRAINT pk_inbox_position PRIMARY KEY (topic_id, partition)
) WITH (fillfactor = 50);
