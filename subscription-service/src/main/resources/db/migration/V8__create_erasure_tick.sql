-- One row: when the ticks that let Kafka compact its newest segments were last written.
CREATE TABLE erasure_tick (
    singleton boolean     NOT NULL DEFAULT true,
    ticked_at timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT pk_erasure_tick PRIMARY KEY (singleton),
    CONSTRAINT ck_erasure_tick_singleton CHECK (singleton)
);
INSERT INTO erasure_tick DEFAULT VALUES;
