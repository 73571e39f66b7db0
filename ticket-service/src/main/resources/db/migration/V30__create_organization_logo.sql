-- An organisation's picture. Where it is read stands in organization.logo_url, so that events need not look here.

CREATE TABLE organization_logo (
    organization_id uuid        NOT NULL,
    media_type      text        NOT NULL,
    width           integer     NOT NULL,
    height          integer     NOT NULL,
    content         bytea       NOT NULL,
    -- Of the content: another picture has another address, which browsers may keep for ever.
    version         text        NOT NULL,
    CONSTRAINT pk_organization_logo PRIMARY KEY (organization_id),
    CONSTRAINT fk_organization_logo_organization FOREIGN KEY (organization_id) REFERENCES organization (id),
    -- No SVG: it may carry scripts.
    CONSTRAINT ck_organization_logo_media_type CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
    CONSTRAINT ck_organization_logo_size CHECK (width BETWEEN 16 AND 2048 AND height BETWEEN 16 AND 2048),
    CONSTRAINT ck_organization_logo_content CHECK (octet_length(content) BETWEEN 1 AND 49152),
    CONSTRAINT ck_organization_logo_version CHECK (version ~ '^[0-9a-f]{16}$')
);
