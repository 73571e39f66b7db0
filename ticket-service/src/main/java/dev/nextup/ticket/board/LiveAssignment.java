package dev.nextup.ticket.board;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes to the end of the topic whenever the consumer gets its partitions, at the start and after
 * the broker had given it up, and then has everything read again: what happened before is in what
 * is read, what happens later is told.
 */
@ApplicationScoped
@Identifier("live-changes")
class LiveAssignment implements KafkaConsumerRebalanceListener {

    private final LiveChannels channels;

    LiveAssignment(LiveChannels channels) {
        this.channels = channels;
    }

    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        // The seek is lazy; asking settles where the end is before anything is read again.
        partitions.forEach(consumer::position);
        channels.changedAll();
    }
}
