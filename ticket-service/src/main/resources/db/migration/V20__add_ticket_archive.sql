-- An archived ticket is out of every list and keeps its row: its holder's page, its history, its number and the
-- capacity of its day go on as they are.
ALTER TABLE ticket ADD COLUMN archived_at timestamptz;

-- What has not ended, by day: finds what a day that is over left behind, and what a reset cancels.
CREATE INDEX ix_ticket_open ON ticket (service_id, service_day)
    WHERE status IN ('WAITING', 'CALLED', 'SERVING', 'HELD', 'NO_SHOW');
-- What can be archived.
CREATE INDEX ix_ticket_ended ON ticket (service_id, created_at)
    WHERE archived_at IS NULL AND status IN ('COMPLETED', 'CANCELLED', 'EXPIRED');
-- All tickets of a day: its figures, and what is old enough to be deleted.
CREATE INDEX ix_ticket_day ON ticket (service_id, service_day);
