-- How far each partition has been consumed (dev.nextup.messaging.inbox), moved in the transaction of the effects.
CREATE TABLE inbox_position (
    topic_id    uuid    NOT NULL,
    partition   integer NOT NULL,
    kafka_topic text    NOT NULL,
    next_offset bigint  NOT NULL,
    CONSTRAINT pk_inbox_position PRIMARY KEY (topic_id, partition)
) WITH (fillfactor = 50);
