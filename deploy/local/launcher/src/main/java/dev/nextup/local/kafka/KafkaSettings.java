package dev.nextup.local.kafka;

import static java.util.Map.entry;

import java.util.Map;

/** Broker settings for one node with a small heap. */
final class KafkaSettings {

    static final Map<String, String> ALL =
            Map.ofEntries(
                    entry("process.roles", "broker,controller"),
                    entry("node.id", "1"),
                    entry("controller.listener.names", "CONTROLLER"),
                    entry("inter.broker.listener.name", "PLAINTEXT"),
                    entry(
                            "listener.security.protocol.map",
                            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    // A mistyped topic must fail, not spring into life with the wrong settings.
                    entry("auto.create.topics.enable", "false"),
                    entry("num.partitions", "1"),
                    entry("default.replication.factor", "1"),
                    entry("min.insync.replicas", "1"),
                    // Internal topics: three replicas by default, here is one node.
                    entry("offsets.topic.replication.factor", "1"),
                    entry("offsets.topic.num.partitions", "1"),
                    entry("transaction.state.log.replication.factor", "1"),
                    entry("transaction.state.log.min.isr", "1"),
                    entry("transaction.state.log.num.partitions", "1"),
                    entry("share.coordinator.state.topic.replication.factor", "1"),
                    entry("share.coordinator.state.topic.min.isr", "1"),
                    entry("share.coordinator.state.topic.num.partitions", "1"),
                    entry("group.initial.rebalance.delay.ms", "0"),
                    // A killed broker may register again once its last session is over.
                    entry("broker.heartbeat.interval.ms", "1000"),
                    entry("broker.session.timeout.ms", "4000"),
                    // The default buffer for compaction alone is 128 MiB of heap.
                    entry("log.cleaner.dedupe.buffer.size", "4194304"),
                    entry("num.network.threads", "2"),
                    entry("num.io.threads", "4"),
                    entry("background.threads", "2"),
                    entry("num.recovery.threads.per.data.dir", "2"),
                    // Index files are allocated in full per segment: small ones for small topics.
                    entry("log.index.size.max.bytes", "1048576"),
                    entry("metadata.log.segment.bytes", "16777216"),
                    entry("controlled.shutdown.enable", "true"));

    private KafkaSettings() {}
}
