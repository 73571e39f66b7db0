package dev.nextup.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    /** The example of W3C Trace Context, section 3.2.4. */
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void the_example_of_the_standard_is_read() {
        SpanContext read =
                Span.fromContext(TraceParent.parse(EXAMPLE).orElseThrow().asContext())
                        .getSpanContext();

        assertThat(read.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(read.getSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(read.isSampled()).isTrue();
        assertThat(read.isRemote()).isTrue();
        assertThat(read.getTraceState().isEmpty()).isTrue();
    }

    @Test
    void what_is_not_recorded_stays_so() {
        TraceParent quiet = TraceParent.parse(EXAMPLE.replace("-01", "-00")).orElseThrow();

        assertThat(Span.fromContext(quiet.asContext()).getSpanContext().isSampled()).isFalse();
    }

    @Test
    void the_active_span_is_written_as_it_is_read() {
        TraceParent example = TraceParent.parse(EXAMPLE.getBytes(UTF_8)).orElseThrow();

        try (Scope active = example.asContext().makeCurrent()) {
            assertThat(TraceParent.current()).contains(example);
        }
    }

    @Test
    void without_a_span_there_is_none() {
        assertThat(TraceParent.current()).isEmpty();
    }

    @Test
    void what_is_absent_is_none() {
        assertThat(TraceParent.parse((String) null)).isEmpty();
        assertThat(TraceParent.parse((byte[]) null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                // another version, which may mean something else
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                // upper case
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                // ids of zeros
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                // no digits
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                // more than the standard's version has
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0"
            })
    void anything_else_is_ignored(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
        assertThat(TraceParent.parse(header.getBytes(UTF_8))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new TraceParent(header));
    }

    @Test
    void a_header_of_any_length_is_ignored_unread() {
        assertThat(TraceParent.parse(new byte[1 << 20])).isEmpty();
    }
}
