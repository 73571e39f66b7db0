-- Whether the holder said which fallback they want, or gave a number for it. Who left the defaults and gave no number has
-- chosen none, and is told of none that is not set up here.
ALTER TABLE known_ticket ADD COLUMN fallback_chosen boolean NOT NULL DEFAULT false;
