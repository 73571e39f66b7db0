-- In which words an organisation wants its customers to be told, from the compacted topic: the last record of each, in
-- full. Where it says nothing, the usual words are said.
CREATE SEQUENCE organization_words_revision AS bigint;
CREATE TABLE organization_words (
    organization_id uuid        NOT NULL,
    -- [{kind, language, title, body}]; empty rather than no row, so that replicas see that there are none any more
    words           jsonb       NOT NULL,
    changed_at      timestamptz NOT NULL,
    -- replicas ask for what is above the last they have seen
    revision        bigint      NOT NULL DEFAULT nextval('organization_words_revision'),
    CONSTRAINT pk_organization_words PRIMARY KEY (organization_id),
    CONSTRAINT ck_organization_words_list CHECK (jsonb_typeof(words) = 'array')
);
CREATE INDEX ix_organization_words_revision ON organization_words (revision);
