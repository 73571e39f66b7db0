-- What the holder has been told of the approach, each once in a ticket's life. Tickets that wait during the upgrade
-- are told when they next cross a threshold.
ALTER TABLE ticket
    ADD COLUMN told_near boolean NOT NULL DEFAULT false,
    ADD COLUMN told_next boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT ck_ticket_told CHECK (told_near OR NOT told_next);
