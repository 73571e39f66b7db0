-- Where the ticket is by its last event, for members who work for some places only. Null while only its token has been
-- seen, and after events of earlier versions.
ALTER TABLE known_ticket ADD COLUMN branch_id uuid, ADD COLUMN department_id uuid;
