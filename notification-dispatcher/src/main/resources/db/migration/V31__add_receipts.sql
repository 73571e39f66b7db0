-- What the gateway said became of a message it took, each once. The attempt it belongs to is the one it accepted.
ALTER TABLE fallback
    ADD COLUMN delivered_at timestamptz,
    ADD COLUMN read_at      timestamptz,
    ADD COLUMN failed_at    timestamptz;
