-- Answers of commands that must not happen twice, kept for 24 hours. A ticket's token is never in `answer`.

CREATE TABLE idempotency_key (
    caller       text        NOT NULL,
    method       text        NOT NULL,
    path         text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    answer       text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_idempotency_key PRIMARY KEY (caller, method, path, key)
);
CREATE INDEX ix_idempotency_key_created ON idempotency_key (created_at);
