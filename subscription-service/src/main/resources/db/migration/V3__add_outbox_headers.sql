-- Headers of a record, as a JSON object of texts; null for none.
ALTER TABLE outbox ADD COLUMN record_headers jsonb;
