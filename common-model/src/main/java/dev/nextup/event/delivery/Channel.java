package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The way a notification takes to the person. */
public enum Channel {
    @JsonProperty("push")
    PUSH,
    @JsonProperty("whatsapp")
    WHATSAPP,
    @JsonProperty("sms")
    SMS
}
