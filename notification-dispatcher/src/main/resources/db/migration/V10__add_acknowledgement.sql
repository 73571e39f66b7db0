-- What the device said it did with a notification, each once. Who opened or dismissed it has seen it.
ALTER TABLE delivery
    ADD COLUMN shown_at     timestamptz,
    ADD COLUMN clicked_at   timestamptz,
    ADD COLUMN dismissed_at timestamptz;
