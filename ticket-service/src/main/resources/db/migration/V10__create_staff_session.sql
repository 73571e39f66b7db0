-- What a staff member's browser can renew its short-lived token with. Of the token in the cookie only a hash is kept,
-- and only of the newest: one that was rotated away is recognised by not being it.

CREATE TABLE staff_session (
    id         uuid        NOT NULL,
    member_id  uuid        NOT NULL,
    token_hash text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pk_staff_session PRIMARY KEY (id),
    CONSTRAINT fk_staff_session_member FOREIGN KEY (member_id) REFERENCES member (id),
    CONSTRAINT ck_staff_session_token_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_staff_session_expires_at CHECK (expires_at > created_at)
);
CREATE INDEX ix_staff_session_member ON staff_session (member_id);
CREATE INDEX ix_staff_session_expires ON staff_session (expires_at);
