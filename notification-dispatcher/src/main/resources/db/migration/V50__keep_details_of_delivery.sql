-- Counter, place in the queue and the move it tells too: what a notification says beyond the ticket's facts, for a channel
-- that speaks after content has gone. Null of what was planned before, and of what a person asked for.
ALTER TABLE delivery ADD COLUMN details jsonb;
