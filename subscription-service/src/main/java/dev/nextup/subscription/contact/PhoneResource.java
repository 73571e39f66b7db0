package dev.nextup.subscription.contact;

import dev.nextup.http.RequiredFields;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where notification-dispatcher asks for a number, at the moment a fallback is due. Each answer is
 * counted and logged, without the number. No gateway or ingress leads here.
 */
@Path("/internal/phone")
@Tag(name = "Internal")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll // the filter decides: staff and ticket tokens are of no use here
@CalledByService
class PhoneResource {

    private static final Logger LOG = Logger.getLogger(PhoneResource.class);

    private static final String ASKED =
            """
            {"ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54"}
            """;

    private static final String ANSWERED =
            """
            {"ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54", "customerPhone": "+4915123456789"}
            """;

    private final Phones phones;
    private final MeterRegistry registry;

    PhoneResource(Phones phones, MeterRegistry registry) {
        this.phones = phones;
        this.registry = registry;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The phone number of a ticket, for a service of this installation",
            description =
                    "Between services only: the header `Nextup-Internal` holds a JWT (HS256, at most a minute"
                            + " old) about this ticket, signed with NEXTUP_INTERNAL_KEY_FILE.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PhoneQuestion.class),
                            examples = @ExampleObject(name = "example", value = ASKED)))
    @APIResponse(
            responseCode = "200",
            description = "The number, in E.164",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PhoneAnswer.class),
                            examples = @ExampleObject(name = "example", value = ANSWERED)))
    @APIResponse(responseCode = "404", description = "`no-phone`")
    public Uni<PhoneAnswer> ask(
            @Nullable PhoneQuestion question, @Context ContainerRequestContext request) {
        UUID ticketId = question == null ? null : question.ticketId();
        new RequiredFields().with("ticketId", ticketId).check();
        UUID asked = java.util.Objects.requireNonNull(ticketId);
        if (!asked.equals(request.getProperty(InternalFilter.SUBJECT))) {
            throw PhoneRejection.NO_PHONE.asException();
        }
        return phones.findForFallback(asked).map(found -> answer(asked, found));
    }

    private PhoneAnswer answer(UUID ticketId, Optional<PhoneNumber> found) {
        String outcome = found.isPresent() ? "disclosed" : "none";
        registry.counter("nextup.phone.disclosures", "outcome", outcome).increment();
        LOG.infof("phone number asked for a fallback: ticketId=%s outcome=%s", ticketId, outcome);
        return found.map(number -> new PhoneAnswer(ticketId, number.e164()))
                .orElseThrow(PhoneRejection.NO_PHONE::asException);
    }

    record PhoneQuestion(@Nullable UUID ticketId) {}

    record PhoneAnswer(UUID ticketId, String customerPhone) {
        @Override
        public String toString() {
            return "PhoneAnswer";
        }
    }
}
