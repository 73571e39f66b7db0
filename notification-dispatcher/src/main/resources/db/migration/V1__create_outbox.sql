-- The transactional outbox (dev.nextup.messaging.outbox).

CREATE TABLE outbox (
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    kafka_topic  text        NOT NULL,
    record_key   text        NOT NULL,
    record_value bytea,
    -- a JSON object of texts, null for none
    record_headers jsonb,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT pk_outbox PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- One row: which relay leads, and which rows its last batch carried.
CREATE TABLE outbox_relay (
    singleton  boolean     NOT NULL DEFAULT true,
    holder     uuid,
    epoch      bigint      NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL DEFAULT '-infinity',
    batch      bigint      NOT NULL DEFAULT 0,
    batch_ids  bigint[]    NOT NULL DEFAULT '{}',
    CONSTRAINT pk_outbox_relay PRIMARY KEY (singleton),
    CONSTRAINT ck_outbox_relay_singleton CHECK (singleton)
);
INSERT INTO outbox_relay DEFAULT VALUES;
