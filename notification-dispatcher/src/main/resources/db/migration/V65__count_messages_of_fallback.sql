-- How many messages a number (by a keyed hash that is another one each day) and an organisation had on a day; gone the day
-- after.
CREATE TABLE fallback_use (
    subject text    NOT NULL,
    day     date    NOT NULL,
    used    integer NOT NULL,
    CONSTRAINT pk_fallback_use PRIMARY KEY (subject, day),
    CONSTRAINT ck_fallback_use_used CHECK (used > 0)
);
-- A message that is tried again is counted once.
ALTER TABLE fallback ADD COLUMN counted boolean NOT NULL DEFAULT false;
