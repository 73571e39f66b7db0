-- Where the ticket is by its last event, for members who work for some places only. Events of earlier versions do not say it.
ALTER TABLE known_ticket ADD COLUMN branch_id uuid, ADD COLUMN department_id uuid;
