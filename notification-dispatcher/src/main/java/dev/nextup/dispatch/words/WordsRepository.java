package dev.nextup.dispatch.words;

import dev.nextup.event.organization.MessagesChanged.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** The table {@code organization_words}. */
@Singleton
class WordsRepository {

    private static final String KEEP =
            "INSERT INTO organization_words (organization_id, words, changed_at)"
                    + " SELECT u.id, u.words::jsonb, $3 FROM unnest($1::uuid[], $2::text[]) AS u (id, words)"
                    + " ORDER BY u.id ON CONFLICT ON CONSTRAINT pk_organization_words DO UPDATE"
                    + " SET words = excluded.words, changed_at = excluded.changed_at,"
                    + " revision = excluded.revision";

    private static final String SINCE =
            "SELECT organization_id, words, revision FROM organization_words WHERE revision > $1"
                    + " ORDER BY revision";

    private final Pool pool;

    WordsRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> keep(SqlConnection connection, SortedMap<UUID, List<Message>> words, Instant now) {
        if (words.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] ids = words.keySet().toArray(UUID[]::new);
        String[] lists =
                words.values().stream().map(WordsRepository::toJson).toArray(String[]::new);
        return connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(ids, lists, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** What has changed after that revision, in the order in which it did. */
    Uni<List<Changed>> since(long revision) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(revision))
                .map(
                        rows -> {
                            List<Changed> changed = new ArrayList<>();
                            rows.forEach(row -> changed.add(toChanged(row)));
                            return changed;
                        });
    }

    private static String toJson(List<Message> words) {
        JsonArray list = new JsonArray();
        for (Message word : words) {
            list.add(
                    new JsonObject()
                            .put("kind", word.kind())
                            .put("language", word.language())
                            .put("title", word.title())
                            .put("body", word.body()));
        }
        return list.encode();
    }

    private static Changed toChanged(Row row) {
        JsonArray list = row.getJsonArray("words");
        List<Message> words = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonObject word = list.getJsonObject(i);
            words.add(
                    new Message(
                            word.getString("kind"),
                            word.getString("language"),
                            word.getString("title"),
                            word.getString("body")));
        }
        return new Changed(row.getUUID("organization_id"), words, row.getLong("revision"));
    }

    /** All words of an organisation as of a revision of the table. */
    record Changed(UUID organizationId, List<Message> words, long revision) {}
}
