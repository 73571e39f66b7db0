-- Until when the holder of an ended ticket is told of the end; null while it lives.
ALTER TABLE known_ticket ADD COLUMN closed_at timestamptz;
-- Whether the ticket's end alone made it inactive: an undo brings it back.
ALTER TABLE push_subscription ADD COLUMN paused_by_end boolean NOT NULL DEFAULT false;
-- For the sweeps: what has ended, or has been known for long.
CREATE INDEX ix_known_ticket_ended ON known_ticket (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_known_ticket_first_seen ON known_ticket (first_seen_at);
