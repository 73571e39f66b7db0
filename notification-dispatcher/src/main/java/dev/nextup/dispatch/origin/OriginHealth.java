package dev.nextup.dispatch.origin;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells what is wrong with push services. Always up: no restart of ours mends theirs. */
@Readiness
@ApplicationScoped
class OriginHealth implements HealthCheck {

    private final Origins origins;

    OriginHealth(Origins origins) {
        this.origins = origins;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("push-services").up();
        origins.troubled().forEach(answer::withData);
        return answer.build();
    }
}
