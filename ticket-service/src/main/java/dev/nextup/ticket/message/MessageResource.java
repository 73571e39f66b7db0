package dev.nextup.ticket.message;

import dev.nextup.event.delivery.NotificationType;
import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.Fields;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Own words for notifications: all staff read, admins change. */
@Path("/api/organizations/{organizationId}/messages")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class MessageResource {

    private final Messages messages;
    private final ManagementAccess access;

    MessageResource(Messages messages, ManagementAccess access) {
        this.messages = messages;
        this.access = access;
    }

    @GET
    @Operation(
            summary = "The organisation's own words for notifications",
            description = "What is not in the list is sent in the usual words.")
    @APIResponse(responseCode = "200", description = "Ordered by kind and language")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<MessageView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.EMPLOYEE);
        return messages.all(organizationId);
    }

    @PUT
    @Path("/{kind}/{language}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set the words for one kind of notification in one language",
            description =
                    "For admins. `title` takes 80 characters, `body` 240; both may hold {number}, {counter},"
                            + " {service}, {department}, {branch}, {organization}, {ahead}, {position}"
                            + " and {currentlyServing}. Customers are told in these words from about two seconds"
                            + " later on; where they name something that is not known, in the usual ones.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MessageTemplate.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = MessageExamples.TEMPLATE)))
    @APIResponse(
            responseCode = "200",
            description = "The words as they are now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MessageView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = MessageExamples.MESSAGE)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-organization`, `unknown-message-kind`")
    @APIResponse(responseCode = "409", description = "`too-many-own-words`: there are 300")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<MessageView> put(
            @PathParam("organizationId") UUID organizationId,
            @Parameter(example = "your_turn") @PathParam("kind") String kind,
            @Parameter(example = "en") @PathParam("language") String language,
            @Nullable MessageTemplate template) {
        MessageTemplate given = MessageTemplate.of(template);
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return messages.put(editor, key(organizationId, kind, language), given);
    }

    @DELETE
    @Path("/{kind}/{language}")
    @Operation(summary = "Go back to the usual words", description = "For admins.")
    @APIResponse(responseCode = "204", description = "There are no own words any more")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-organization`, `unknown-message-kind`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<Void> remove(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("kind") String kind,
            @PathParam("language") String language) {
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return messages.remove(editor, key(organizationId, kind, language));
    }

    private static MessageKey key(UUID organizationId, String kind, String language) {
        boolean known =
                Arrays.stream(NotificationType.values())
                        .anyMatch(type -> type.name().toLowerCase(Locale.ROOT).equals(kind));
        if (!known) {
            throw MessageRejection.UNKNOWN_KIND.exception();
        }
        return new MessageKey(organizationId, kind, Fields.language("language", language));
    }
}
