-- The hierarchy a queue lives in. Rows are deactivated, never deleted: tickets of the past refer to them.
-- Every child carries organization_id and refers to (id, organization_id) of its parent, so that no row can
-- belong to two organisations.

CREATE TABLE organization (
    id              uuid        NOT NULL,
    slug            text        NOT NULL,
    name            text        NOT NULL,
    logo_url        text,
    primary_color   text,
    welcome_message text,
    languages       text[]      NOT NULL DEFAULT '{en}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_organization PRIMARY KEY (id),
    CONSTRAINT uq_organization_slug UNIQUE (slug),
    CONSTRAINT ck_organization_slug CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$')
);

CREATE TABLE branch (
    id              uuid NOT NULL,
    organization_id uuid NOT NULL,
    name            text NOT NULL,
    address         text,
    time_zone       text NOT NULL,
    day_starts_at   time NOT NULL DEFAULT '00:00',
    active          boolean NOT NULL DEFAULT true,
    CONSTRAINT pk_branch PRIMARY KEY (id),
    CONSTRAINT uq_branch_organization UNIQUE (id, organization_id),
    CONSTRAINT fk_branch_organization FOREIGN KEY (organization_id) REFERENCES organization (id)
);
CREATE INDEX ix_branch_organization ON branch (organization_id);

CREATE TABLE department (
    id              uuid NOT NULL,
    organization_id uuid NOT NULL,
    branch_id       uuid NOT NULL,
    name            text NOT NULL,
    description     text,
    active          boolean NOT NULL DEFAULT true,
    CONSTRAINT pk_department PRIMARY KEY (id),
    CONSTRAINT uq_department_organization UNIQUE (id, organization_id),
    CONSTRAINT fk_department_branch FOREIGN KEY (branch_id, organization_id)
        REFERENCES branch (id, organization_id)
);
CREATE INDEX ix_department_organization ON department (organization_id);

CREATE TABLE service (
    id                       uuid    NOT NULL,
    organization_id          uuid    NOT NULL,
    department_id            uuid    NOT NULL,
    name                     text    NOT NULL,
    description              text,
    prefix                   text    NOT NULL,
    open                     boolean NOT NULL DEFAULT true,
    active                   boolean NOT NULL DEFAULT true,
    expected_service_seconds integer NOT NULL DEFAULT 300,
    CONSTRAINT pk_service PRIMARY KEY (id),
    CONSTRAINT uq_service_organization UNIQUE (id, organization_id),
    CONSTRAINT fk_service_department FOREIGN KEY (department_id, organization_id)
        REFERENCES department (id, organization_id),
    CONSTRAINT ck_service_prefix CHECK (prefix ~ '^[A-Z]{3}$'),
    CONSTRAINT ck_service_expected_service_seconds CHECK (expected_service_seconds BETWEEN 1 AND 86400)
);
CREATE INDEX ix_service_organization ON service (organization_id);
CREATE INDEX ix_service_department ON service (department_id);

CREATE TABLE counter (
    id              uuid    NOT NULL,
    organization_id uuid    NOT NULL,
    department_id   uuid    NOT NULL,
    name            text    NOT NULL,
    active          boolean NOT NULL DEFAULT true,
    -- A counter counts as open for fifteen minutes after this.
    last_command_at timestamptz,
    CONSTRAINT pk_counter PRIMARY KEY (id),
    CONSTRAINT uq_counter_organization UNIQUE (id, organization_id),
    CONSTRAINT fk_counter_department FOREIGN KEY (department_id, organization_id)
        REFERENCES department (id, organization_id)
);
CREATE INDEX ix_counter_department ON counter (department_id);

CREATE TABLE member (
    id              uuid    NOT NULL,
    organization_id uuid    NOT NULL,
    email           text    NOT NULL,
    name            text    NOT NULL,
    role            text    NOT NULL,
    password_hash   text    NOT NULL,
    active          boolean NOT NULL DEFAULT true,
    CONSTRAINT pk_member PRIMARY KEY (id),
    CONSTRAINT uq_member_email UNIQUE (email),
    CONSTRAINT fk_member_organization FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT ck_member_email_lower CHECK (email = lower(email)),
    CONSTRAINT ck_member_role CHECK (role IN ('admin', 'manager', 'employee'))
);
CREATE INDEX ix_member_organization ON member (organization_id);
