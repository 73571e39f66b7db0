-- What the taker of a ticket was told about the wait, so that the error of estimates can be measured; null when no
-- counter was open.
ALTER TABLE ticket
    ADD COLUMN quoted_low_seconds  integer,
    ADD COLUMN quoted_high_seconds integer,
    ADD CONSTRAINT ck_ticket_quote CHECK ((quoted_low_seconds IS NULL) = (quoted_high_seconds IS NULL)
        AND quoted_low_seconds <= quoted_high_seconds);
-- A service's latest completions: what its times are measured from.
CREATE INDEX ix_ticket_completed ON ticket (service_id, completed_at DESC) WHERE status = 'COMPLETED';
