-- Which push service a delivery would go to, so that what is due can be looked for per push service: one that is down
-- must not be in the way of the others. Kept by triggers, since replicas of the version before write here too.

-- As the dispatcher names it: scheme and host in lower case, and the port unless it is the default.
ALTER TABLE recipient ADD COLUMN push_service text GENERATED ALWAYS AS
    (regexp_replace(lower(substring(endpoint FROM '^[A-Za-z]+://[^/?#]*')), '^(https://.*):443$', '\1')) STORED;

-- Null while no browser is known. Of what is settled it says nothing.
ALTER TABLE delivery ADD COLUMN push_service text;

UPDATE delivery d SET push_service = r.push_service FROM recipient r
    WHERE r.ticket_id = d.ticket_id AND d.state IN ('PLANNED', 'RETRYING');

CREATE INDEX ix_delivery_due_by_service ON delivery (push_service, urgent DESC, next_attempt_at)
    WHERE state IN ('PLANNED', 'RETRYING') AND next_attempt_at IS NOT NULL;

CREATE FUNCTION delivery_push_service() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    NEW.push_service := (SELECT r.push_service FROM recipient r WHERE r.ticket_id = NEW.ticket_id);
    RETURN NEW;
END
$$;

CREATE TRIGGER tr_delivery_push_service BEFORE INSERT OR UPDATE OF state ON delivery
    FOR EACH ROW WHEN (NEW.state IN ('PLANNED', 'RETRYING')) EXECUTE FUNCTION delivery_push_service();

-- What is on the wire is left alone: it gets the new one if it comes back to be tried again.
CREATE FUNCTION recipient_push_service() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE delivery SET push_service = NEW.push_service
        WHERE ticket_id = NEW.ticket_id AND state IN ('PLANNED', 'RETRYING')
        AND push_service IS DISTINCT FROM NEW.push_service;
    RETURN NULL;
END
$$;

CREATE TRIGGER tr_recipient_push_service AFTER INSERT OR UPDATE OF endpoint ON recipient
    FOR EACH ROW EXECUTE FUNCTION recipient_push_service();

-- The planner would use it for one push service among many and pass over all that waits for the others. Replicas of the
-- version before lose the order they read, and must sort what is due: slower while they last, and accepted for that time.
DROP INDEX ix_delivery_due;
