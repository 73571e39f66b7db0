-- An organisation's own words for a notification. Where there is no row, the usual ones are sent.

CREATE TABLE organization_message (
    organization_id uuid NOT NULL,
    kind            text NOT NULL,
    language        text NOT NULL,
    title           text NOT NULL,
    body            text NOT NULL,
    CONSTRAINT pk_organization_message PRIMARY KEY (organization_id, kind, language),
    CONSTRAINT fk_organization_message_organization FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT ck_organization_message_kind CHECK (kind ~ '^[a-z]+(_[a-z]+)*$'),
    CONSTRAINT ck_organization_message_language CHECK (language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
    CONSTRAINT ck_organization_message_title CHECK (char_length(title) BETWEEN 1 AND 80),
    CONSTRAINT ck_organization_message_body CHECK (char_length(body) BETWEEN 1 AND 240)
);
