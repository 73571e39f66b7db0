package dev.nextup.ticket.organization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.nextup.ticket.management.Fields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How often a call may be repeated, as a manager enters it. A type of its own since {@code null}
 * says something here (no limit) that absence does not (as it is).
 *
 * @param most null for no limit
 */
@JsonDeserialize(using = RecallLimit.Reader.class)
record RecallLimit(@Nullable Integer most) {

    private static final int LARGEST = 20;

    /** Fails with 422 {@code invalid-value}. */
    @Nullable Integer checked() {
        return Fields.number("recallLimit", most, 0, LARGEST);
    }

    /** Tells null from absent. */
    static final class Reader extends StdDeserializer<RecallLimit> {

        Reader() {
            super(RecallLimit.class);
        }

        @Override
        public RecallLimit deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return new RecallLimit(context.readValue(json, Integer.class));
        }

        @Override
        public RecallLimit getNullValue(DeserializationContext context) {
            return new RecallLimit(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
