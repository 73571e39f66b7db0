-- What a push service said beside its status: why not, in a word of our list; a hash that finds the message in its logs
-- (its address is a secret); for how many seconds it keeps it. Never its own words, which may quote an endpoint.
ALTER TABLE delivery_attempt
    ADD COLUMN reason  text,
    ADD COLUMN receipt text,
    ADD COLUMN ttl     integer,
    ADD CONSTRAINT ck_delivery_attempt_reason CHECK (reason ~ '^[A-Za-z0-9-]{1,40}$'),
    ADD CONSTRAINT ck_delivery_attempt_receipt CHECK (receipt ~ '^[0-9a-f]{32}$'),
    ADD CONSTRAINT ck_delivery_attempt_ttl CHECK (ttl >= 0);
