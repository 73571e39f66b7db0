-- How often staff may repeat a call: per service, null for as often as they like. Counted anew with each call of a
-- ticket that waited.
ALTER TABLE service
    ADD COLUMN recall_limit integer DEFAULT 3,
    ADD CONSTRAINT ck_service_recall_limit CHECK (recall_limit BETWEEN 0 AND 20);
ALTER TABLE ticket
    ADD COLUMN recalls integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_ticket_recalls CHECK (recalls >= 0);
