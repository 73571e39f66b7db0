-- Classes that staff can choose; ten are told apart on a slip.
ALTER TABLE ticket ADD CONSTRAINT ck_ticket_priority CHECK (priority BETWEEN 0 AND 9);
