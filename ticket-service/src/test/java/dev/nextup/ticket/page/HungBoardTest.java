package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Accessibility;
import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.Viewport;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the public board: a hall and a screen of their own for each. */
abstract class HungBoardTest extends PageTest {

    static final int PACE = 20;

    @Inject Pool pool;

    Office office;
    Page page;

    @BeforeEach
    void hang() {
        office = Office.open(pool);
        page = visitor("en");
        page.screen().is(Viewport.HALL);
    }

    @AfterEach
    void takeDown() {
        page.close();
    }

    /** In English only, so that each call is spoken once. */
    BoardScreen english() {
        return BoardScreen.on(page, PACE).open(board() + "&lang=en");
    }

    String board() {
        return at("/board/?department=" + office.department());
    }

    String service() {
        return at("/board/?service=" + office.general());
    }

    /** Calls the next one to this counter and completes who was there. */
    JsonPath callTo(String counter) {
        return office.command("/api/counters/" + counter + "/call-next", "{}");
    }

    static void assertFine(Page who, String state) {
        who.await(
                "return document.getAnimations().every(a => a.playState !== 'running')",
                "stillness");
        who.screen().picture("board-" + state);
        assertThat(Accessibility.violations(who)).as(state).isEmpty();
        assertThat(who.evaluate("return breaches")).as(state).isEmpty();
        assertThat(who.screen().overflow()).as(state).isZero();
    }
}
