package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the story takes place: a service of the organisation {@code demo}.
 *
 * @param serviceId also the id of the service's queue
 */
record Office(String organizationId, String serviceId, String facts) {

    private static final String SERVICE = "General Enquiries";

    /** Reads the organisation and looks for the service in all its departments. */
    static Office find(Api anybody) {
        JsonNode organization = anybody.get("/api/organizations/demo");
        for (JsonNode services : organization.findValues("services")) {
            for (JsonNode service : services) {
                if (SERVICE.equals(service.path("name").asText())) {
                    return of(organization, service);
                }
            }
        }
        throw new StoryFailure("the organisation has no service named " + SERVICE);
    }

    private static Office of(JsonNode organization, JsonNode service) {
        String facts =
                "%s, %s: %s, %s waiting"
                        .formatted(
                                Api.text(organization, "/name"),
                                SERVICE,
                                service.path("open").asBoolean() ? "open" : "closed",
                                Api.text(service, "/waiting"));
        return new Office(Api.text(organization, "/id"), Api.text(service, "/id"), facts);
    }
}
