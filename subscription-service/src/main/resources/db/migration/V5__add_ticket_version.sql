-- Of the last event of the ticket taken in; 0 while only its token has been seen. Older events change nothing.
ALTER TABLE known_ticket ADD COLUMN version bigint NOT NULL DEFAULT 0;
