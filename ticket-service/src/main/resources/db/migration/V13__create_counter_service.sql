-- The services a counter serves; none means all of its department. That they are of the counter's department is checked
-- when they are stored.
CREATE TABLE counter_service (
    counter_id uuid NOT NULL,
    service_id uuid NOT NULL,
    CONSTRAINT pk_counter_service PRIMARY KEY (counter_id, service_id),
    CONSTRAINT fk_counter_service_counter FOREIGN KEY (counter_id) REFERENCES counter (id),
    CONSTRAINT fk_counter_service_service FOREIGN KEY (service_id) REFERENCES service (id)
);
CREATE INDEX ix_counter_service_service ON counter_service (service_id);
CREATE INDEX ix_counter_organization ON counter (organization_id);
