-- The phone number of a ticket, sealed (AES-256-GCM: nonce, text, tag) with the key of this id.
CREATE TABLE ticket_phone (
    ticket_id uuid        NOT NULL,
    key_id    text        NOT NULL,
    sealed    bytea       NOT NULL,
    stored_at timestamptz NOT NULL,
    CONSTRAINT pk_ticket_phone PRIMARY KEY (ticket_id),
    CONSTRAINT fk_ticket_phone_ticket FOREIGN KEY (ticket_id) REFERENCES known_ticket (id) ON DELETE CASCADE,
    -- A number has 4 to 16 characters: nothing readable fits in by mistake.
    CONSTRAINT ck_ticket_phone_sealed CHECK (octet_length(sealed) BETWEEN 32 AND 44)
);

-- How often a number (by a keyed hash), a ticket or an organisation was counted on a day; gone the day after.
CREATE TABLE phone_use (
    subject text    NOT NULL,
    day     date    NOT NULL,
    used    integer NOT NULL,
    CONSTRAINT pk_phone_use PRIMARY KEY (subject, day),
    CONSTRAINT ck_phone_use_used CHECK (used > 0)
);
