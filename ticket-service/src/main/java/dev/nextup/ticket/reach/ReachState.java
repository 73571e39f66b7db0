package dev.nextup.ticket.reach;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a notification came, in this order: what came further never goes back. */
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
