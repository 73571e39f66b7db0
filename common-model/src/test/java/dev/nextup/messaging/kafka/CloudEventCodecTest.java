package dev.nextup.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.messaging.kafka.DecodeResult.Decoded;
import dev.nextup.messaging.kafka.DecodeResult.Reason;
import dev.nextup.messaging.kafka.DecodeResult.Undecodable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventCodecTest {

    private static final EventTypes<Sample> TYPES =
            EventTypes.<Sample>builder()
                    .add("dev.nextup.kettle.boiled.v1", Boiled.class)
                    .add("dev.nextup.kettle.emptied.v1", Emptied.class)
                    .build();

    private static final String BOILED =
            """
            {"specversion":"1.0","id":"7d1bc3f4-3f6e-4a7a-9d06-0a4a54f5d5c1","source":"kitchen",\
            "type":"dev.nextup.kettle.boiled.v1","subject":"2b8f4f0e-7f0c-4b7e-9f50-0f7a0a1b2c3d",\
            "time":"2026-11-22T10:00:00Z","datacontenttype":"application/json",\
            "data":{"kettle":"blue","colour":null,"cups":3,"full":true,"at":"2026-11-22T09:59:59.500Z"}}""";

    private final CloudEventCodec codec = new CloudEventCodec();

    @Test
    void anEventIsWrittenFlatWithEveryAttributeAndNullsKept() {
        CloudEvent<Sample> event =
                CloudEvent.of(
                        TYPES,
                        UUID.fromString("7d1bc3f4-3f6e-4a7a-9d06-0a4a54f5d5c1"),
                        "kitchen",
                        UUID.fromString("2b8f4f0e-7f0c-4b7e-9f50-0f7a0a1b2c3d"),
                        Instant.parse("2026-11-22T10:00:00Z"),
                        boiled());

        byte[] value = codec.encode(event);

        assertThat(new String(value, UTF_8)).isEqualTo(BOILED);
    }

    @Test
    void anEventReadBackEqualsTheOneWritten() {
        CloudEvent<Sample> event = decoded(BOILED);

        assertThat(event.data()).isEqualTo(boiled());
        assertThat(codec.encode(event)).isEqualTo(BOILED.getBytes(UTF_8));
    }

    @Test
    void unknownFieldsAreIgnoredInEnvelopeAndData() {
        String newer =
                BOILED.replace("\"kettle\":", "\"later\":[1,{}],\"kettle\":")
                        .replace("\"source\":", "\"traceparent\":\"00-1\",\"source\":");

        assertThat(decoded(newer)).isEqualTo(decoded(BOILED));
    }

    @Test
    void aNullableFieldMayBeMissing() {
        assertThat(decoded(BOILED.replace("\"colour\":null,", ""))).isEqualTo(decoded(BOILED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "nonsense", "{} {}", "\u0000"})
    void whatIsNotJsonIsNamedSo(String value) {
        assertThat(refusal(value)).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"specversion\":\"1.0\"|\"specversion\":\"0.3\"",
                "\"specversion\":\"1.0\"|\"specversion\":1.0",
                "\"id\":\"7d1bc3f4-3f6e-4a7a-9d06-0a4a54f5d5c1\"|\"id\":\"\"",
                "\"source\":\"kitchen\"|\"source\":null",
                "\"type\":|\"typ\":",
                "\"subject\":\"2b8f4f0e-7f0c-4b7e-9f50-0f7a0a1b2c3d\"|\"subject\":7",
                "2026-11-22T10:00:00Z|yesterday",
                "application/json|text/xml"
            })
    void anEnvelopeThatIsNotAsAgreedIsNamedSo(String change) {
        String[] fromTo = change.split("\\|", -1);
        assertThat(BOILED).contains(fromTo[0]);

        assertThat(refusal(BOILED.replace(fromTo[0], fromTo[1])))
                .isEqualTo(Reason.NOT_A_CLOUD_EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{}", "\"text\""})
    void jsonOfAnotherKindIsNoEvent(String value) {
        assertThat(refusal(value)).isEqualTo(Reason.NOT_A_CLOUD_EVENT);
    }

    @Test
    void aTypeOutsideTheFamilyIsUnknown() {
        assertThat(refusal(BOILED.replace("boiled.v1", "boiled.v2")))
                .isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kettle\":\"blue\",|",
                "\"kettle\":\"blue\"|\"kettle\":null",
                "\"kettle\":\"blue\"|\"kettle\":7",
                "\"cups\":3,|",
                "\"cups\":3|\"cups\":null",
                "\"cups\":3|\"cups\":\"3\"",
                "\"cups\":3|\"cups\":3.5",
                "\"cups\":3|\"cups\":3000000000",
                "\"full\":true|\"full\":\"true\"",
                "09:59:59.500Z|a quarter to",
                "\"data\":|\"date\":",
            })
    void dataThatDoesNotFitIsNamedSo(String from, @Nullable String to) {
        assertThat(BOILED).contains(from);

        assertThat(refusal(BOILED.replace(from, to == null ? "" : to)))
                .isEqualTo(Reason.DATA_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"blue\""})
    void dataThatIsNoObjectDoesNotFit(String data) {
        String value = BOILED.replaceFirst("\"data\":.*", "\"data\":" + data + "}");

        assertThat(refusal(value)).isEqualTo(Reason.DATA_MISMATCH);
    }

    @Test
    void writingAnEventOutsideItsFamilyIsABug() {
        Sample stranger = new Stranger();

        assertThatThrownBy(
                        () ->
                                CloudEvent.of(
                                        TYPES,
                                        UUID.randomUUID(),
                                        "kitchen",
                                        UUID.randomUUID(),
                                        Instant.EPOCH,
                                        stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a registered event");
    }

    private CloudEvent<Sample> decoded(String value) {
        DecodeResult<Sample> result = codec.decode(value.getBytes(UTF_8), TYPES);
        assertThat(result).isInstanceOf(Decoded.class);
        return ((Decoded<Sample>) result).event();
    }

    private Reason refusal(String value) {
        DecodeResult<Sample> result = codec.decode(value.getBytes(UTF_8), TYPES);
        assertThat(result).isInstanceOf(Undecodable.class);
        return ((Undecodable<Sample>) result).reason();
    }

    private static Boiled boiled() {
        return new Boiled(
                new Facts("blue", null), 3, true, Instant.parse("2026-11-22T09:59:59.500Z"));
    }

    /** A family of events that is not ours: the codec knows no domain. */
    sealed interface Sample permits Boiled, Emptied, Stranger {}

    record Facts(String kettle, @Nullable String colour) {}

    record Boiled(@JsonUnwrapped Facts facts, int cups, boolean full, Instant at)
            implements Sample {}

    record Emptied(@JsonUnwrapped Facts facts) implements Sample {}

    record Stranger() implements Sample {}
}
