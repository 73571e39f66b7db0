package dev.nextup.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.database.SchemaState;
import dev.nextup.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers every call of the API with 503 {@code migration-required} while the schema is older than
 * the service needs. What operators need (health, metrics) and static pages go on.
 */
@Singleton
public class SchemaGate {

    /** After {@link EdgeFilter}, before tokens. */
    private static final int BEHIND_THE_EDGE = EdgeFilter.FIRST - 10;

    private static final Problem MIGRATION_REQUIRED =
            Problem.of(503, "migration-required", "Database migration required")
                    .withDetail(
                            "Run the pending Flyway migrations of this service: start one replica of this"
                                    + " version with QUARKUS_FLYWAY_MIGRATE_AT_START=true.")
                    .with("error", "Database migration required")
                    .with("migrationRequired", true);

    private static final String RETRY_AFTER_SECONDS = "10";

    private final SchemaState schema;
    private final ObjectMapper json;

    SchemaGate(SchemaState schema, ObjectMapper json) {
        this.schema = schema;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, BEHIND_THE_EDGE);
    }

    private void handle(RoutingContext context) {
        String path = context.request().path();
        boolean api = path.startsWith("/api/") || path.startsWith("/internal/");
        if (!api || !schema.isBehind()) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(503)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .end(text())
                .onFailure(context::fail);
    }

    private String text() {
        Problem told = MIGRATION_REQUIRED.with("pending", schema.pending());
        try {
            return json.writeValueAsString(told.with("details", told.detail()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always serialisable", e);
        }
    }
}
