package dev.nextup.ticket.manifest;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.manifest.Branding.Logo;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how organisations present themselves. */
@ApplicationScoped
class Brandings {

    private static final Problem UNKNOWN =
            Problem.of(404, "unknown-organization", "This organisation does not exist")
                    .withDetail("Check the link or scan the QR code again.");

    private static final String BRANDING =
            "SELECT o.id, o.slug, o.name, o.primary_color, o.welcome_message, o.languages,"
                    + " l.media_type, l.width, l.height, l.version FROM organization o"
                    + " LEFT JOIN organization_logo l ON l.organization_id = o.id"
                    + " WHERE o.active AND CASE WHEN $1::uuid IS NULL THEN o.slug = $2 ELSE o.id = $1 END";

    private final Pool pool;

    Brandings(Pool pool) {
        this.pool = pool;
    }

    /** Fails with 404 {@code unknown-organization}. */
    Uni<Branding> of(String idOrSlug) {
        return pool.preparedQuery(BRANDING)
                .execute(Tuple.of(uuid(idOrSlug), idOrSlug))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                throw new RejectedException(() -> UNKNOWN);
                            }
                            return branding(rows.iterator().next());
                        });
    }

    private static Branding branding(Row row) {
        String mediaType = row.getString("media_type");
        Logo logo =
                mediaType == null
                        ? null
                        : new Logo(
                                mediaType,
                                row.getInteger("width"),
                                row.getInteger("height"),
                                row.getString("version"));
        return new Branding(
                row.getUUID("id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("primary_color"),
                row.getString("welcome_message"),
                List.of(row.getArrayOfStrings("languages")),
                logo);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
