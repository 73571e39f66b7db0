package dev.nextup.database;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while migrations are pending; says which. */
@Readiness
@ApplicationScoped
public class SchemaHealth implements HealthCheck {

    private final SchemaState schema;

    SchemaHealth(SchemaState schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("schema").status(!schema.isBehind());
        if (schema.isBehind()) {
            answer.withData("error", "Database migration required")
                    .withData("pending", String.join(", ", schema.pending()));
        }
        return answer.build();
    }
}
