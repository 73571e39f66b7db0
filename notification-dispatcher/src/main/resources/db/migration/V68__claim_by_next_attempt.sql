-- Whoever claims asks for what has a next attempt and for no state: while statistics were older than a burst, any index
-- of unsent deliveries seemed as good as the one that is in order, and each claim read and sorted all that waited.
ALTER TABLE delivery ADD CONSTRAINT ck_delivery_next_attempt
    CHECK (next_attempt_at IS NULL OR state IN ('PLANNED', 'RETRYING')) NOT VALID;
CREATE INDEX ix_delivery_next_attempt ON delivery (push_service, urgent DESC, next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
DROP INDEX ix_delivery_due_by_service;

-- For those who look for what is late, and for nobody else: for the same reason, who looked up the unsent deliveries of
-- five hundred tickets read all that were unsent.
DROP INDEX ix_delivery_deadline;
CREATE INDEX ix_delivery_deadline ON delivery (deadline)
    WHERE state IN ('PLANNED', 'RETRYING') AND deadline IS NOT NULL;
