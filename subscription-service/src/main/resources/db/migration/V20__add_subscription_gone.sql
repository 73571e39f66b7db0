-- What push services say of subscriptions that have ended is weighed over all of them before it counts.
ALTER TABLE push_subscription
    -- When the push service last said that it does not know it, whether that was believed or not.
    ADD COLUMN gone_at timestamptz,
    -- One of 256 marks of the network it was made from: tells that two are different, never which one it is.
    ADD COLUMN network_mark smallint,
    ADD COLUMN push_host text
        GENERATED ALWAYS AS (lower(substring(endpoint from '^https?://(\[[^]]*\]|[^/:?#]+)'))) STORED,
    ADD CONSTRAINT ck_push_subscription_network_mark CHECK (network_mark BETWEEN 0 AND 255);
CREATE INDEX ix_push_subscription_host ON push_subscription (push_host);
