-- What happened to a ticket, step by step; written with the change itself and never changed.
CREATE TABLE ticket_transition (
    ticket_id   uuid        NOT NULL,
    version     bigint      NOT NULL,
    happened_at timestamptz NOT NULL,
    command     text        NOT NULL,
    from_status text,
    to_status   text        NOT NULL,
    actor_kind  text        NOT NULL,
    -- The member; null for the ticket's own holder and for the system.
    actor_id    uuid,
    -- Where: the counter it came to or left.
    counter_id  uuid,
    CONSTRAINT pk_ticket_transition PRIMARY KEY (ticket_id, version),
    CONSTRAINT fk_ticket_transition_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id),
    CONSTRAINT fk_ticket_transition_counter FOREIGN KEY (counter_id) REFERENCES counter (id),
    CONSTRAINT ck_ticket_transition_actor CHECK (actor_kind IN ('customer', 'staff', 'system')
        AND (actor_kind = 'staff') = (actor_id IS NOT NULL)),
    CONSTRAINT ck_ticket_transition_taken CHECK ((from_status IS NULL) = (version = 1))
);

CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of a ticket is never changed';
END
$$;
CREATE TRIGGER tr_ticket_transition_unchanged BEFORE UPDATE ON ticket_transition
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
