-- For those who look for leases that have run out, and for nobody else: who asks whether a ticket has something on the
-- wire was led to read all that is on the wire, for each ticket, instead of looking into uq_delivery_sending.
DROP INDEX ix_delivery_lease;
CREATE INDEX ix_delivery_lease ON delivery (lease_until) WHERE state = 'SENDING' AND lease_until IS NOT NULL;
