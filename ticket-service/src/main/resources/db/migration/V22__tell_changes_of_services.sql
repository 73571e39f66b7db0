-- Live views of every replica hear of changes that no ticket's event tells, in the transaction of the change.
CREATE FUNCTION tell_change_of_service() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    PERFORM pg_notify('ticket_service_live', NEW.organization_id || ' ' || NEW.department_id || ' ' || NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER tr_service_changed AFTER INSERT OR UPDATE ON service
    FOR EACH ROW EXECUTE FUNCTION tell_change_of_service();
