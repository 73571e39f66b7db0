package dev.nextup.ticket.edge;

import dev.nextup.ticket.Demo;
import dev.nextup.ticket.edge.Endpoint.Access;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of everything under {@code /api/organizations/{organizationId}/}, by kind of thing. */
final class ManagementRows {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private static final String BELOW = "/api/organizations/{organizationId}/";
    private static final String MESSAGE = BELOW + "messages/{kind}/{language}";

    private static final List<String> PUBLIC = List.of("/logo", "/qr", "/manifest", "/icon");

    private final Demo demo;

    private ManagementRows(Demo demo) {
        this.demo = demo;
    }

    static List<Endpoint> of(Demo demo) {
        ManagementRows rows = new ManagementRows(demo);
        List<Endpoint> all = new ArrayList<>();
        all.addAll(rows.branches());
        all.addAll(rows.departments());
        all.addAll(rows.services());
        all.addAll(rows.counters());
        all.addAll(rows.members());
        all.addAll(rows.presentation());
        return all;
    }

    private List<Endpoint> branches() {
        return kind(
                "branches",
                demo.branch("Main Hall"),
                "{\"name\":\"New\",\"timeZone\":\"UTC\"}",
                List.of(
                        "{\"name\":1,\"timeZone\":\"UTC\"}",
                        "{\"name\":\"x\",\"timeZone\":[]}",
                        "{\"name\":\"x\",\"timeZone\":\"UTC\",\"dayStartsAt\":\"25:00\"}",
                        "{\"name\":\"x\",\"timeZone\":\"UTC\",\"active\":\"yes\"}"),
                List.of("name", "timeZone"),
                List.of("name", "timeZone"));
    }

    private List<Endpoint> departments() {
        return kind(
                "departments",
                demo.department("Permits"),
                "{\"name\":\"New\",\"branchId\":\"%s\"}".formatted(demo.branch("Main Hall")),
                List.of("{\"name\":{}}", "{\"name\":\"x\",\"branchId\":\"no uuid\"}"),
                List.of("name", "branchId"),
                List.of("name"));
    }

    private List<Endpoint> services() {
        return kind(
                "services",
                demo.service("BLD"),
                "{\"name\":\"New\",\"prefix\":\"NEW\",\"departmentId\":\"%s\"}"
                        .formatted(demo.department("Permits")),
                List.of(
                        "{\"name\":\"x\",\"prefix\":7}",
                        "{\"capacityPerDay\":\"many\"}",
                        "{\"expectedServiceSeconds\":1.5}",
                        "{\"openingHours\":\"always\"}",
                        "{\"openingHours\":{\"weekdays\":{\"SOMEDAY\":[]}}}",
                        "{\"openingHours\":{\"weekdays\":{\"MONDAY\":[{\"from\":8}]}}}",
                        "{\"openingHours\":{\"exceptions\":[{\"date\":\"Christmas\"}]}}",
                        "{\"almostTurnAhead\":[]}",
                        "{\"joinCodeRequired\":\"yes\"}",
                        "{\"joinCodeRequired\":1}",
                        "{\"recallLimit\":\"3\"}",
                        "{\"recallLimit\":1.5}"),
                List.of("name", "prefix", "departmentId"),
                List.of("name", "prefix"));
    }

    private List<Endpoint> counters() {
        byte[] name = "demo/counter/Counter 1".getBytes(StandardCharsets.UTF_8);
        return kind(
                "counters",
                UUID.nameUUIDFromBytes(name).toString(),
                "{\"name\":\"New\",\"departmentId\":\"%s\"}"
                        .formatted(demo.department("Citizen Services")),
                List.of("{\"name\":[]}", "{\"services\":\"all\"}", "{\"services\":[7]}"),
                List.of("name", "departmentId"),
                List.of("name"));
    }

    private List<Endpoint> members() {
        byte[] name = "clerk@demo.test".getBytes(StandardCharsets.UTF_8);
        String clerk = UUID.nameUUIDFromBytes(name).toString();
        List<String> wrong =
                List.of(
                        "{\"email\":1}",
                        "{\"role\":[]}",
                        "{\"name\":{}}",
                        "{\"active\":\"yes\"}",
                        "{\"branches\":\"all\"}",
                        "{\"departments\":[7]}");
        String body = "{\"email\":\"new@demo.test\",\"name\":\"New\",\"role\":\"admin\"}";
        Endpoint change = row("PUT", "members", clerk, "{\"role\":\"admin\"}", wrong, List.of());
        Endpoint again = row("POST", "members", clerk, null, List.of(), List.of());
        return List.of(
                row("GET", "members", null, null, List.of(), List.of()),
                row("POST", "members", null, body, wrong, List.of("email", "name", "role")),
                change,
                row("GET", "members", clerk, null, List.of(), List.of()),
                row("DELETE", "members", clerk, null, List.of(), List.of()),
                new Endpoint(
                        "POST",
                        again.path() + "/invitation",
                        again.sample() + "/invitation",
                        again.unknown() + "/invitation",
                        Access.STAFF,
                        null,
                        List.of(),
                        List.of()));
    }

    private List<Endpoint> presentation() {
        String words = "{\"title\":\"Come\",\"body\":\"{number}\"}";
        List<String> wrongWords = List.of("{\"title\":1}", "{\"body\":[]}");
        List<String> required = List.of("title", "body");
        String own = "messages/your_turn/en";
        return List.of(
                at(
                        "PUT",
                        "/api/organizations/{idOrSlug}",
                        "",
                        "{\"name\":\"New\"}",
                        List.of(
                                "{\"name\":7}",
                                "{\"name\":\"x\",\"languages\":\"en\"}",
                                "{\"name\":\"x\",\"primaryColor\":[]}"),
                        List.of("name")),
                at(
                        "GET",
                        "/api/organizations/{idOrSlug}/manifest",
                        "/manifest",
                        null,
                        List.of(),
                        List.of()),
                at(
                        "GET",
                        "/api/organizations/{idOrSlug}/icon",
                        "/icon",
                        null,
                        List.of(),
                        List.of()),
                at("GET", BELOW + "qr", "/qr", null, List.of(), List.of()),
                at("GET", BELOW + "logo", "/logo", null, List.of(), List.of()),
                at("PUT", BELOW + "logo", "/logo", null, List.of(), List.of()),
                at("DELETE", BELOW + "logo", "/logo", null, List.of(), List.of()),
                row("GET", "messages", null, null, List.of(), List.of()),
                row("GET", "audit", null, null, List.of(), List.of()),
                at("PUT", MESSAGE, "/" + own, words, wrongWords, required),
                at("DELETE", MESSAGE, "/" + own, null, List.of(), List.of()));
    }

    private Endpoint at(
            String method,
            String path,
            String below,
            String body,
            List<String> wrong,
            List<String> required) {
        return new Endpoint(
                method,
                path,
                "/api/organizations/" + demo.organizationId + below,
                "/api/organizations/" + NOBODY + below,
                method.equals("GET") && PUBLIC.contains(below) ? Access.PUBLIC : Access.STAFF,
                body,
                wrong,
                required);
    }

    private List<Endpoint> kind(
            String kind,
            String id,
            String body,
            List<String> wrong,
            List<String> requiredOfNew,
            List<String> required) {
        return List.of(
                row("GET", kind, null, null, List.of(), List.of()),
                row("POST", kind, null, body, wrong, requiredOfNew),
                row("GET", kind, id, null, List.of(), List.of()),
                row("PUT", kind, id, body, wrong, required),
                row("DELETE", kind, id, null, List.of(), List.of()));
    }

    private Endpoint row(
            String method,
            String kind,
            String id,
            String body,
            List<String> wrong,
            List<String> required) {
        String below = "/" + kind + (id == null ? "" : "/");
        return new Endpoint(
                method,
                "/api/organizations/{organizationId}" + below + (id == null ? "" : "{id}"),
                "/api/organizations/" + demo.organizationId + below + (id == null ? "" : id),
                "/api/organizations/" + NOBODY + below + (id == null ? "" : NOBODY),
                Access.STAFF,
                body,
                wrong,
                required);
    }
}
