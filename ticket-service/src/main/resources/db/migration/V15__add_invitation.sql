-- A link by which a member sets a password, once. Only a hash of its token is kept; both are null when none is open.
ALTER TABLE member
    ADD COLUMN invitation_hash       text,
    ADD COLUMN invitation_expires_at timestamptz,
    ADD CONSTRAINT uq_member_invitation UNIQUE (invitation_hash),
    ADD CONSTRAINT ck_member_invitation CHECK ((invitation_hash IS NULL) = (invitation_expires_at IS NULL));
