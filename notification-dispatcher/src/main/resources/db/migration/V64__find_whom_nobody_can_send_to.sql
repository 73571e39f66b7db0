-- A delivery names a push service only while there is a browser to send it to. So what nobody can be sent is found by that,
-- and is in nobody's way who looks for what is due.

ALTER TABLE recipient
    -- its push service said that it was made with another key than ours: inactive until it is made anew
    ADD COLUMN stale_key boolean NOT NULL DEFAULT false,
    -- its push service asked to be left alone with this subscription until then
    ADD COLUMN held_until timestamptz;
CREATE INDEX ix_recipient_expiration ON recipient (expiration_time) WHERE active AND expiration_time IS NOT NULL;

CREATE OR REPLACE FUNCTION delivery_push_service() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.push_service := (SELECT r.push_service FROM recipient r WHERE r.ticket_id = NEW.ticket_id AND r.active);
    RETURN NEW;
END
$$;

-- What is on the wire is left alone: it gets the new one, or none, if it comes back to be tried again.
CREATE OR REPLACE FUNCTION recipient_push_service() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    service text := CASE WHEN TG_OP <> 'DELETE' AND NEW.active THEN NEW.push_service END;
BEGIN
    UPDATE delivery SET push_service = service
        WHERE ticket_id = coalesce(NEW.ticket_id, OLD.ticket_id) AND state IN ('PLANNED', 'RETRYING')
        AND push_service IS DISTINCT FROM service;
    RETURN NULL;
END
$$;
DROP TRIGGER tr_recipient_push_service ON recipient;
CREATE TRIGGER tr_recipient_push_service AFTER INSERT OR DELETE OR UPDATE OF endpoint, active ON recipient
    FOR EACH ROW EXECUTE FUNCTION recipient_push_service();

UPDATE delivery d SET push_service = NULL
    WHERE d.state IN ('PLANNED', 'RETRYING') AND d.push_service IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.ticket_id = d.ticket_id AND r.active);

CREATE INDEX ix_delivery_unreachable ON delivery (deadline) WHERE NOT on_request
    AND (state IN ('GONE', 'STALE_KEY', 'REJECTED') OR (state = 'SKIPPED' AND error = 'push-denied')
        OR (state IN ('PLANNED', 'RETRYING') AND push_service IS NULL));
DROP INDEX ix_delivery_unreached;
