-- The latest calls of a service that are over, newest first: what a board lists below the current ones.
CREATE INDEX ix_ticket_recent_call ON ticket (service_id, called_at DESC)
    WHERE status NOT IN ('WAITING', 'CALLED', 'SERVING') AND called_at IS NOT NULL;
