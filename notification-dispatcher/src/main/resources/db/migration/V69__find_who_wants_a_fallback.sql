-- Who is not reached was looked for among all whom push does not reach, each second anew: also those who chose no other
-- way, and those for whom one had been found. Now a delivery says whether to look at it.
ALTER TABLE delivery
    -- 0: no more, for its holder wants none, one has been found, or the ticket has moved on; 1: where fallbacks are
    -- sent by default; 2: yes. Replicas of the version before leave it at that, and whoever looks asks the ticket too.
    ADD COLUMN fallback_wanted smallint NOT NULL DEFAULT 2;
ALTER TABLE delivery ADD CONSTRAINT ck_delivery_fallback_wanted CHECK (fallback_wanted IN (0, 1, 2)) NOT VALID;

-- What the holder wants may change while the delivery is under way; only that of the newest event can still be told
-- another way. By a trigger, since replicas of the version before write here too.
CREATE FUNCTION known_ticket_fallback() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    UPDATE delivery d SET fallback_wanted = CASE WHEN NOT (NEW.whatsapp_fallback OR NEW.sms_fallback)
            OR EXISTS (SELECT 1 FROM fallback f WHERE f.delivery_id = d.id) THEN 0
            WHEN NEW.fallback_chosen THEN 2 ELSE 1 END
        WHERE d.ticket_id = NEW.id AND d.ticket_version = NEW.version;
    RETURN NULL;
END
$$;
CREATE TRIGGER tr_known_ticket_fallback AFTER UPDATE OF whatsapp_fallback, sms_fallback, fallback_chosen ON known_ticket
    FOR EACH ROW WHEN ((OLD.whatsapp_fallback, OLD.sms_fallback, OLD.fallback_chosen)
        IS DISTINCT FROM (NEW.whatsapp_fallback, NEW.sms_fallback, NEW.fallback_chosen))
    EXECUTE FUNCTION known_ticket_fallback();

CREATE INDEX ix_delivery_unreached ON delivery (fallback_wanted, deadline) WHERE NOT on_request AND fallback_wanted > 0
    AND (state IN ('GONE', 'STALE_KEY', 'REJECTED') OR (state = 'SKIPPED' AND error = 'push-denied')
        OR (state IN ('PLANNED', 'RETRYING') AND push_service IS NULL));

-- Replicas of the version before read all deliveries instead: slower while they last, and accepted for that time.
DROP INDEX ix_delivery_unreachable;
