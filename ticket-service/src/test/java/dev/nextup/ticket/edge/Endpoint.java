package dev.nextup.ticket.edge;

import java.util.List;

/**
 * One endpoint as the table of bad input sees it.
 *
 * @param path template as in the OpenAPI document
 * @param sample the path with ids that exist
 * @param unknown the path with ids that do not exist; null when it has none
 * @param access who may call
 * @param validBody null when the endpoint takes none
 * @param wrongTypes bodies that are JSON but do not fit
 * @param required names of mandatory fields
 */
record Endpoint(
        String method,
        String path,
        String sample,
        String unknown,
        Access access,
        String validBody,
        List<String> wrongTypes,
        List<String> required) {

    enum Access {
        PUBLIC,
        HOLDER_OR_STAFF,
        STAFF
    }

    boolean takesBody() {
        return validBody != null;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
