package dev.nextup.dispatch.words;

import dev.nextup.dispatch.words.WordsRepository.Changed;
import dev.nextup.event.organization.MessagesChanged.Message;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * This replica's copy of all own words, brought up to date once a second: whichever replica took
 * them in, and however many messages are sent, the database is asked once. When it cannot be asked,
 * the words stay as they were.
 */
@ApplicationScoped
class KnownWords implements OwnWords {

    private static final Logger LOG = Logger.getLogger(KnownWords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WordsRepository repository;
    private final Map<UUID, Map<String, OwnText>> known = new ConcurrentHashMap<>();
    private volatile long revision;

    KnownWords(WordsRepository repository) {
        this.repository = repository;
    }

    /** Before anything is sent. */
    void start(@Observes @Priority(1) StartupEvent event) {
        refresh().await().atMost(PATIENCE);
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> refresh() {
        return repository
                .since(revision)
                .invoke(this::learn)
                .onFailure()
                .invoke(e -> LOG.warnf("own words not read: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Override
    public Optional<OwnText> of(UUID organization, String kind, String language) {
        return Optional.ofNullable(
                known.getOrDefault(organization, Map.of()).get(key(kind, language)));
    }

    private void learn(List<Changed> changes) {
        for (Changed change : changes) {
            Map<String, OwnText> words = new HashMap<>();
            for (Message word : change.words()) {
                words.put(
                        key(word.kind(), word.language()), new OwnText(word.title(), word.body()));
            }
            known.put(change.organizationId(), Map.copyOf(words));
            revision = change.revision();
        }
    }

    private static String key(String kind, String language) {
        return kind + " " + language.toLowerCase(Locale.ROOT);
    }
}
