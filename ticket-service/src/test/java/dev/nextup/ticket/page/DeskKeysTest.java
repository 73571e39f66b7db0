package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One key per frequent action, and none for who types. */
@QuarkusTest
class DeskKeysTest extends ConsoleTest {

    private static final String EVERY_KEY = "nrscth?";

    /** {@code sent}: the last part of the address of everything that is posted. */
    private static final String WIRE =
            """
            window.sent = [];
            const real = fetch;
            window.fetch = (path, init) => {
              if (init?.method === 'POST') sent.push(String(path).split('/').at(-1));
              return real(path, init);
            };
            """;

    /** One to type into, as there is none outside of dialogs yet. */
    private static final String FIELD =
            """
            const field = document.createElement('%s');
            if (field.matches('div')) field.contentEditable = 'true';
            document.querySelector('main').after(field);
            field.focus();
            if (document.activeElement !== field) throw new Error('nobody can type here');
            """;

    @Test
    void each_key_does_what_its_button_does() {
        deskOf("employee");
        String first = office.take().getString("number");
        String second = office.take().getString("number");
        String third = office.take().getString("number");
        page.hands().press("n");
        awaitCurrent(page, first);
        page.hands().press("r");
        page.awaitText(first + " was called again.");
        page.hands().press("c");
        page.awaitText(first + " is done.");
        page.hands().press("n");
        awaitCurrent(page, second);
        page.hands().press("h");
        page.awaitText(second + " was set aside.");
        page.hands().press("n");
        awaitCurrent(page, third);
        page.hands().press("t");
        page.awaitText("Transfer " + third);
        page.hands().press("Escape");
        page.hands().press("s");

        page.awaitText(third + " was marked as missed.");
    }

    @Test
    void keys_that_are_typed_into_a_field_do_nothing_else() {
        page.beforeEachDocument("{" + WIRE + "}");
        deskOf("employee");
        String number = office.take().getString("number");
        office.take();
        callNext(number);
        page.evaluate("sent.length = 0");
        for (String field : List.of("input", "textarea", "select", "div")) {
            page.evaluate(FIELD.formatted(field));
            EVERY_KEY.chars().forEach(key -> page.hands().press(Character.toString(key)));
            assertThat(page.evaluate("return document.querySelector('dialog')").isNull())
                    .as("nothing asks in front of the " + field)
                    .isTrue();
        }

        page.evaluate("document.activeElement.blur()");
        page.hands().press("r");
        page.awaitText(number + " was called again.");
        assertThat(page.evaluate("return sent.join()").asText())
                .as("only what was pressed outside of the field")
                .isEqualTo("recall");
    }

    @Test
    void keys_are_explained_and_can_be_switched_off() {
        page.beforeEachDocument("{" + WIRE + "}");
        deskOf("employee");
        office.take();
        page.awaitText("1 person is waiting.");
        page.hands().press("?");
        page.awaitText("Keyboard shortcuts");
        assertFine(page, "keys");
        page.evaluate("sent.length = 0");
        page.hands().press("n");
        page.hands().clickText("Use keyboard shortcuts");
        page.hands().press("Escape");
        page.await("return !document.querySelector('dialog')", "no dialog");

        EVERY_KEY.chars().forEach(key -> page.hands().press(Character.toString(key)));
        assertThat(page.evaluate("return document.querySelector('dialog')").isNull()).isTrue();
        page.hands().click("#call-next");
        page.awaitText("was called to Counter 1.");
        assertThat(page.evaluate("return sent.join()").asText())
                .as("neither below the dialog nor switched off")
                .isEqualTo("call-next");
    }

    /** Up to its answer. */
    private void callNext(String number) {
        page.hands().press("n");
        awaitCurrent(page, number);
        page.await("return !document.querySelector('[aria-busy=true]')", "an answer");
    }
}
