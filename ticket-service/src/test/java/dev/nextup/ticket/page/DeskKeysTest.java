package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One key per frequent action, none for who types, and one command at a time. */
@QuarkusTest
class DeskKeysTest extends ConsoleTest {

    private static final String EVERY_KEY = "nrscth?";

    /**
     * {@code sent}: the last part of the address of everything that is posted; {@code hold}: from
     * now on answers wait, until {@code letGo()}.
     */
    private static final String WIRE =
            """
            window.sent = []; window.hold = false; window.letGo = () => {};
            const real = fetch;
            window.fetch = async (path, init) => {
              const answer = real(path, init);
              if (init?.method === 'POST') {
                sent.push(String(path).split('/').at(-1));
                if (hold) await new Promise(go => { letGo = () => { hold = false; go(); }; });
              }
              return answer;
            };
            """;

    /** One to type into, as there is none outside of dialogs yet. */
    /** Behind the body, where no drawing of the desk takes it away again. */
    private static final String FIELD =
            """
            const field = document.createElement('%s');
            if (field.matches('div')) field.contentEditable = 'true';
            document.documentElement.append(field);
            field.focus();
            if (document.activeElement !== field) throw new Error('nobody can type here');
            """;

    private static final String DISABLED =
            "return [...document.querySelectorAll('[aria-disabled=true]')]"
                    + ".map(e => (e.ariaLabel ?? e.childNodes[0].textContent).replace(/[\\u2066-\\u2069]/g, '')).join()";

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
        page.await("return !document.querySelector('dialog')", "the dialog to go");
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

    @Test
    void what_is_pressed_while_a_command_is_being_answered_waits_for_the_answer() {
        page.beforeEachDocument("{" + WIRE + "}");
        deskOf("employee");
        String first = office.take().getString("number");
        String second = office.take().getString("number");
        callNext(first);
        page.evaluate("sent.length = 0; hold = true");
        page.hands().press("c");
        page.awaitText("Next: " + second);
        awaitNobody(page);
        assertThat(page.evaluate(DISABLED).asText()).as("done, but not answered").isEqualTo("Undo");

        page.hands().press("n");
        page.hands().press("n");
        page.await(
                "return document.querySelector('#call-next').ariaBusy === 'true'", "that it waits");
        assertThat(page.evaluate("return sent.join()").asText()).isEqualTo("complete");
        page.evaluate("letGo()");
        awaitCurrent(page, second);
        assertThat(page.evaluate("return sent.join()").asText()).isEqualTo("complete,call-next");
        assertThat(page.evaluate("return document.querySelector('dialog')").isNull()).isTrue();
    }

    @Test
    void a_ticket_whose_command_is_being_answered_is_disabled_and_others_wait_their_turn() {
        page.beforeEachDocument("{" + WIRE + "}");
        deskOf("employee");
        String first = office.take().getString("number");
        String second = office.take().getString("number");
        office.take();
        callNext(first);
        page.evaluate("sent.length = 0; hold = true");
        page.hands().clickText("Call again");
        page.await("return sent.length", "the call");
        assertThat(page.evaluate(DISABLED).asText())
                .isEqualTo(
                        "Customer is here,Call again,Done,Missed,Set aside,Back to queue,Transfer,Cancel ticket,Undo");

        page.hands().press("s");
        page.hands().clickText("Set aside");
        page.hands().clickText("Undo");
        page.hands().clickText("Call: " + second);
        assertThat(page.evaluate(DISABLED).asText()).endsWith("Undo,Call: " + second);
        page.evaluate("letGo()");
        page.awaitText("It is marked as done before " + second + " is called.");
        page.hands().clickText("Stay");
        assertThat(page.evaluate(DISABLED).asText()).isEmpty();
        assertThat(page.evaluate("return sent.join()").asText())
                .as("of what was disabled, nothing")
                .isEqualTo("recall");
    }

    /** Up to its answer. */
    private void callNext(String number) {
        page.hands().press("n");
        awaitCurrent(page, number);
        page.await("return !document.querySelector('[aria-busy=true]')", "an answer");
    }
}
