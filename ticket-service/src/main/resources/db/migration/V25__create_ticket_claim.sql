-- The code by which a ticket comes onto a device: of a walk-in's slip, or of a holder who moves to another browser. Only
-- its hash is kept; the latest code of a ticket is the only one.
CREATE TABLE ticket_claim (
    ticket_id   uuid        NOT NULL,
    code_hash   text        NOT NULL,
    -- Opened by the ticket's holder; otherwise by staff, who may replace the code until somebody has used one.
    from_holder boolean     NOT NULL,
    expires_at  timestamptz NOT NULL,
    claimed_at  timestamptz,
    CONSTRAINT pk_ticket_claim PRIMARY KEY (ticket_id),
    CONSTRAINT uq_ticket_claim_code UNIQUE (code_hash),
    CONSTRAINT fk_ticket_claim_ticket FOREIGN KEY (ticket_id) REFERENCES ticket (id) ON DELETE CASCADE,
    CONSTRAINT ck_ticket_claim_code_hash CHECK (code_hash ~ '^[0-9a-f]{64}$')
);
