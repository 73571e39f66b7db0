-- What managers set per service. Another migration may have brought the capacity already.
ALTER TABLE service
    ADD COLUMN IF NOT EXISTS capacity_per_day  integer,
    ADD COLUMN IF NOT EXISTS almost_turn_ahead integer;
ALTER TABLE service
    ADD CONSTRAINT ck_service_capacity_per_day_positive CHECK (capacity_per_day > 0),
    ADD CONSTRAINT ck_service_almost_turn_ahead_range CHECK (almost_turn_ahead BETWEEN 1 AND 99);
-- Two services whose tickets look alike would be called by the same numbers.
CREATE UNIQUE INDEX uq_service_prefix ON service (organization_id, prefix) WHERE active;
