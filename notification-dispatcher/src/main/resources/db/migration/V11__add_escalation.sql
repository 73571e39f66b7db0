-- A call that its push service took and that no device has shown yet.
ALTER TABLE delivery
    -- when it is sent again unless it is seen; its content stays until then
    ADD COLUMN escalate_at timestamptz,
    -- how often that was done
    ADD COLUMN escalations integer NOT NULL DEFAULT 0;
CREATE INDEX ix_delivery_escalation ON delivery (escalate_at) WHERE escalate_at IS NOT NULL;
