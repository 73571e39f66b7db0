package dev.nextup.messaging.kafka;

import dev.nextup.event.CloudEvent;

/**
 * What came of reading a record's value. A value rather than an exception, because a poison record
 * is an expected case, and because an exception's message could quote the input.
 */
public sealed interface DecodeResult<T> {

    /** The value is an event of the family asked for, its data complete. */
    record Decoded<T>(CloudEvent<T> event) implements DecodeResult<T> {}

    /** The value cannot be read, now or ever: it belongs on the dead-letter topic. */
    record Undecodable<T>(Reason reason) implements DecodeResult<T> {}

    /** Why a value cannot be read. */
    enum Reason {
        /** Not one JSON value, or none at all. */
        NOT_JSON("not-json"),
        /** JSON, but an attribute of the envelope is missing or not as agreed. */
        NOT_A_CLOUD_EVENT("not-a-cloudevent"),
        /** An event of a type that the registry does not list. */
        UNKNOWN_TYPE("unknown-type"),
        /** A listed type whose data lacks a field or has one of the wrong type. */
        DATA_MISMATCH("data-mismatch");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** Stable and free of input: fit for a header, a log line or a metric tag. */
        public String code() {
            return code;
        }
    }
}
