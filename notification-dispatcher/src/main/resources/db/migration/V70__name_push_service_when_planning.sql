-- Who plans a delivery holds the lock of its ticket, without which no browser comes or goes, and so names the push service
-- itself. A trigger for each row took a quarter of the time. It stays for replicas of the version before, which give a
-- next attempt to what has a browser and name no push service; without a browser there is none to name.
DROP TRIGGER tr_delivery_push_service ON delivery;
CREATE TRIGGER tr_delivery_push_service BEFORE UPDATE OF state ON delivery
    FOR EACH ROW WHEN (NEW.state IN ('PLANNED', 'RETRYING')) EXECUTE FUNCTION delivery_push_service();
CREATE TRIGGER tr_delivery_push_service_planned BEFORE INSERT ON delivery
    FOR EACH ROW WHEN (NEW.next_attempt_at IS NOT NULL AND NEW.push_service IS NULL)
    EXECUTE FUNCTION delivery_push_service();
