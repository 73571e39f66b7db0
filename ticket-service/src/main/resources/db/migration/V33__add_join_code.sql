-- Services that are flooded from afar can ask for a code that only a screen on the spot shows. It is derived from a
-- secret that never leaves the database but for that: 244 random bits from the server's strong generator.
ALTER TABLE service
    ADD COLUMN join_code_required boolean NOT NULL DEFAULT false,
    ADD COLUMN join_secret        bytea   NOT NULL DEFAULT (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    ADD CONSTRAINT ck_service_join_secret CHECK (octet_length(join_secret) >= 32);
