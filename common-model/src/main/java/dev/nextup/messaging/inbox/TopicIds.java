package dev.nextup.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * The ids Kafka gives to topics, asked for once per topic. Fails while the broker is away; the
 * inbox then tries again.
 */
final class TopicIds {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Map<String, Object> config;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();

    /**
     * @param kafka connection settings of the Kafka clients
     */
    TopicIds(Map<String, Object> kafka) {
        config = new HashMap<>(kafka);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "nextup-inbox-topics");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    Uni<UUID> of(String topic) {
        UUID id = known.get(topic);
        if (id != null) {
            return Uni.createFrom().item(id);
        }
        return Uni.createFrom()
                .deferred(() -> describe(topic))
                // Creating the client resolves names.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(TopicIds::idOf)
                .invoke(found -> known.put(topic, found));
    }

    private Uni<TopicDescription> describe(String topic) {
        Admin admin = Admin.create(config);
        return Uni.createFrom()
                .completionStage(
                        () ->
                                Objects.requireNonNull(
                                                admin.describeTopics(List.of(topic))
                                                        .topicNameValues()
                                                        .get(topic))
                                        .toCompletionStage())
                .eventually(() -> admin.close(Duration.ZERO));
    }

    private static UUID idOf(TopicDescription description) {
        return new UUID(
                description.topicId().getMostSignificantBits(),
                description.topicId().getLeastSignificantBits());
    }
}
