-- Who changed what in an organisation. Written in the transaction of the change; never changed, never deleted.

CREATE TABLE management_audit (
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    organization_id uuid        NOT NULL,
    actor           text        NOT NULL,
    at              timestamptz NOT NULL DEFAULT now(),
    action          text        NOT NULL,
    target_id       uuid        NOT NULL,
    before          jsonb,
    after           jsonb,
    CONSTRAINT pk_management_audit PRIMARY KEY (id),
    CONSTRAINT fk_management_audit_organization FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT ck_management_audit_action CHECK (action ~ '^[a-z]+(-[a-z]+)*$')
);
CREATE INDEX ix_management_audit_organization ON management_audit (organization_id, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'management_audit is append-only'; END $$;
CREATE TRIGGER tr_management_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON management_audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
