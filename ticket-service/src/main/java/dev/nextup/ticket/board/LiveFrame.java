package dev.nextup.ticket.board;

import java.nio.charset.StandardCharsets;

/**
 * A view as it goes over the wire, made once and shared by all streams that show it.
 *
 * @param home where the view is read again: another place than before once a ticket has been
 *     transferred to another department
 * @param json the whole view
 * @param snapshot bytes of the event, if it is the first of a stream
 * @param change bytes of the event otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; shared, never changed
record LiveFrame(LiveKey home, String json, byte[] snapshot, byte[] change) {

    /**
     * @param id unique over all replicas; its value means nothing, since a client that names it is
     *     answered with a snapshot all the same
     * @param json without line breaks
     */
    static LiveFrame of(LiveKey home, String id, String json) {
        String rest = "id: " + id + "\ndata: " + json + "\n\n";
        return new LiveFrame(
                home, json, bytes("event: snapshot\n" + rest), bytes("event: change\n" + rest));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
