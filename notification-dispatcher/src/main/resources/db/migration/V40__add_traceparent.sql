-- What the notification follows from (W3C Trace Context), for the spans of its attempts; null while tracing is off.
ALTER TABLE delivery ADD COLUMN traceparent text;
-- Not valid: checked for what is written from now on, without reading all there is under a lock.
ALTER TABLE delivery ADD CONSTRAINT ck_delivery_traceparent CHECK (char_length(traceparent) = 55) NOT VALID;
