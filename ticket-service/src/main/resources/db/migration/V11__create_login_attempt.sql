-- Failed logins per e-mail address and client, the same for all replicas. The key is a hash of both: neither who tried
-- nor from where can be read here.

CREATE TABLE login_attempt (
    attempt_key    text        NOT NULL,
    failures       integer     NOT NULL,
    last_failed_at timestamptz NOT NULL,
    CONSTRAINT pk_login_attempt PRIMARY KEY (attempt_key),
    CONSTRAINT ck_login_attempt_failures CHECK (failures > 0)
);
CREATE INDEX ix_login_attempt_last_failed ON login_attempt (last_failed_at);
