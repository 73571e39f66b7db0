-- Tickets, and the counter row their numbers come from.

-- One row per service and service day. Its row lock serialises the issue of tickets of that service; a reset opens
-- the next series.
CREATE TABLE ticket_series (
    service_id  uuid    NOT NULL,
    service_day date    NOT NULL,
    series      integer NOT NULL DEFAULT 1,
    last_number integer NOT NULL,
    CONSTRAINT pk_ticket_series PRIMARY KEY (service_id, service_day),
    CONSTRAINT fk_ticket_series_service FOREIGN KEY (service_id) REFERENCES service (id)
);

-- Arrival order over all services. Taken while the series row is locked, hence in number order per service.
CREATE SEQUENCE ticket_arrival AS bigint;

CREATE TABLE ticket (
    id                 uuid        NOT NULL,
    organization_id    uuid        NOT NULL,
    service_id         uuid        NOT NULL,
    issuing_service_id uuid        NOT NULL,
    service_day        date        NOT NULL,
    series             integer     NOT NULL,
    number_in_series   integer     NOT NULL,
    number             text        NOT NULL,
    status             text        NOT NULL,
    priority           smallint    NOT NULL DEFAULT 0,
    arrival            bigint      NOT NULL DEFAULT nextval('ticket_arrival'),
    language           text,
    counter_id         uuid,
    call_id            uuid,
    call_count         integer     NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL,
    called_at          timestamptz,
    completed_at       timestamptz,
    version            bigint      NOT NULL,
    CONSTRAINT pk_ticket PRIMARY KEY (id),
    CONSTRAINT uq_ticket_number UNIQUE (issuing_service_id, service_day, series, number_in_series),
    CONSTRAINT fk_ticket_service FOREIGN KEY (service_id, organization_id)
        REFERENCES service (id, organization_id),
    CONSTRAINT fk_ticket_issuing_service FOREIGN KEY (issuing_service_id) REFERENCES service (id),
    CONSTRAINT fk_ticket_counter FOREIGN KEY (counter_id, organization_id)
        REFERENCES counter (id, organization_id),
    CONSTRAINT ck_ticket_status CHECK (status IN ('WAITING', 'CALLED', 'SERVING', 'COMPLETED', 'NO_SHOW',
        'CANCELLED', 'HELD', 'EXPIRED')),
    CONSTRAINT ck_ticket_called CHECK (status NOT IN ('CALLED', 'SERVING') OR
        (called_at IS NOT NULL AND call_id IS NOT NULL AND call_count > 0)),
    CONSTRAINT ck_ticket_completed CHECK ((status = 'COMPLETED') = (completed_at IS NOT NULL))
);
-- The one order: priority class, then arrival. Serves call-next and positions alike.
CREATE INDEX ix_ticket_waiting ON ticket (service_id, priority DESC, arrival) WHERE status = 'WAITING';
-- Who is being served, newest call first.
CREATE INDEX ix_ticket_at_counter ON ticket (service_id, called_at DESC) WHERE status IN ('CALLED', 'SERVING');
-- Staff lists of what can be restored.
CREATE INDEX ix_ticket_set_aside ON ticket (service_id, status, arrival) WHERE status IN ('HELD', 'NO_SHOW');
-- A counter has at most one ticket at a time.
CREATE UNIQUE INDEX uq_ticket_counter ON ticket (counter_id) WHERE status IN ('CALLED', 'SERVING');
