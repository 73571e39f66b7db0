package dev.nextup.ticket.reach;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a notification came, in this order. What was seen stays seen; only that a channel took a
 * message may turn out to be worth nothing.
 */
public enum ReachState {
    /** No channel brought it. */
    @JsonProperty("failed")
    FAILED,
    /** A channel took it; no proof that anybody saw it. */
    @JsonProperty("sent")
    SENT,
    /** A device showed it. */
    @JsonProperty("shown")
    SHOWN,
    /** The person opened it. */
    @JsonProperty("clicked")
    CLICKED
}
