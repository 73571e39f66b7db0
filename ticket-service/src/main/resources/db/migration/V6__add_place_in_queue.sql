-- A ticket's place in its queue, apart from its arrival, which stays for life. `moved_to` is null until the ticket is
-- requeued or delayed; a fraction lies between two arrivals. Rows of an older replica get their place by default.
ALTER TABLE ticket
    ADD COLUMN moved_to     numeric,
    ADD COLUMN delays       integer NOT NULL DEFAULT 0,
    ADD COLUMN confirmed_at timestamptz,
    ADD CONSTRAINT ck_ticket_delays CHECK (delays BETWEEN 0 AND 3);
ALTER TABLE ticket
    ADD COLUMN order_key numeric NOT NULL GENERATED ALWAYS AS (coalesce(moved_to, arrival)) STORED;

-- The one order: priority class, then place. Serves call-next and positions alike.
DROP INDEX ix_ticket_waiting;
CREATE INDEX ix_ticket_waiting ON ticket (service_id, priority DESC, order_key) WHERE status = 'WAITING';
