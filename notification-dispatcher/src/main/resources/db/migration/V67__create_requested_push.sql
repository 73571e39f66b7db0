-- Which notification on request a client's Idempotency-Key stands for. The answer follows from the delivery, and is
-- repeated for 24 hours.
CREATE TABLE requested_push (
    caller          text        NOT NULL,
    path            text        NOT NULL,
    key             text        NOT NULL,
    request_hash    bytea       NOT NULL,
    delivery_id     uuid        NOT NULL,
    -- where it went; null when there was nowhere
    subscription_id uuid,
    created_at      timestamptz NOT NULL,
    CONSTRAINT pk_requested_push PRIMARY KEY (caller, path, key),
    CONSTRAINT uq_requested_push_delivery UNIQUE (delivery_id),
    CONSTRAINT fk_requested_push_delivery FOREIGN KEY (delivery_id) REFERENCES delivery (id) ON DELETE CASCADE
);
CREATE INDEX ix_requested_push_created ON requested_push (created_at);
