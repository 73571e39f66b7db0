-- A call that push has not brought to its push service in time goes another way too, whatever it waits for.
ALTER TABLE delivery
    -- when it was sent again because no device had shown it
    ADD COLUMN repeated_at timestamptz;
CREATE INDEX ix_delivery_unsent_call ON delivery (created_at)
    WHERE urgent AND NOT on_request AND state IN ('PLANNED', 'RETRYING');
