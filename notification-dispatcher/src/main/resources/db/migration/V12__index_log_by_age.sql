-- What is too old is found by its age, over all organisations.
CREATE INDEX ix_delivery_created ON delivery (created_at);
CREATE INDEX ix_notification_logs_created ON notification_logs (created_at);
CREATE INDEX ix_known_ticket_seen ON known_ticket (first_seen_at);
