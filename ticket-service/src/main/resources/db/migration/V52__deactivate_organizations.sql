-- Organisations, too, are deactivated and never deleted: tickets of the past and the audit refer to them.
ALTER TABLE organization ADD COLUMN active boolean NOT NULL DEFAULT true;
