-- When a service takes tickets, as managers entered it; null: always. Read and checked by the service as a whole.
ALTER TABLE service
    ADD COLUMN opening_hours text,
    ADD CONSTRAINT ck_service_opening_hours CHECK (jsonb_typeof(opening_hours::jsonb) = 'object');
