package dev.nextup.ticket.page;

import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.test.browser.Viewport;
import dev.nextup.ticket.reach.Deliveries;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every dialog and every state of the desk from right to left, on a phone. */
@QuarkusTest
class ConsoleArabicTest extends ConsoleTest {

    private static final String RESET = "إعادة ضبط الطابور";

    @BeforeEach
    void speakArabic() {
        page.close();
        page = visitor("ar");
        page.screen().is(Viewport.PHONE);
    }

    @Test
    void from_the_invitation_to_the_desk() {
        String email = Office.newEmail();
        String link = office.invite(email, "employee");
        page.open(at("/admin/" + link.substring(link.indexOf('#'))));
        page.awaitText("اختر كلمة المرور");
        page.hands().type("short");
        page.hands().press("Enter");
        page.await("return document.querySelector('.field-error')", "what is wrong");
        looksFine("invitation");
        page.hands().type(" and then longer");
        page.hands().press("Enter");
        page.await("return document.querySelector('#email')", "the form");
        looksFine("login");
        Office.logIn(page, email, "wrong");
        page.awaitText("البريد الإلكتروني أو كلمة المرور غير صحيحة.");
        looksFine("login-failed");
        page.open(at("/admin/"));
        Office.logIn(page, email, "short and then longer");
        page.awaitText("أين تعمل الآن؟");
        page.hands().clickText("ابدأ");
        page.awaitText("يُرجى اختيار شباك");
        looksFine("place");

        page.hands().click(".account");
        looksFine("account");
        page.hands().clickText("تغيير كلمة المرور");
        page.await("return document.querySelector('#current-password')", "the form");
        looksFine("password");
    }

    @Test
    void what_concerns_a_whole_queue() {
        office.organization()
                .as("admin")
                .body("{\"name\":\"Service IDC\",\"prefix\":\"IDC\",\"joinCodeRequired\":true}")
                .put(office.organization().path("services/" + office.cards()))
                .then()
                .statusCode(200);
        atTheDesk("manager");
        looksFine("empty");
        page.hands().press("?");
        page.awaitText("اختصارات لوحة المفاتيح");
        looksFine("keys");
        page.hands().press("Escape");
        page.hands().clickText("تذكرة حضورية");
        page.hands().clickText("Service GEN");
        looksFine("walk-in");
        page.hands().clickText("إصدار التذكرة");
        page.await("return document.querySelector('.slip')", "the slip");
        looksFine("slip");
        page.hands().press("Escape");
        page.hands().clickText("رمز الانضمام");
        page.await("return document.querySelector('.join-code-text')", "the code");
        looksFine("join-code");
        page.hands().press("Escape");

        page.hands().clickText("إدارة الطابور");
        page.awaitText(RESET);
        looksFine("queue");
        page.hands().clickText(RESET);
        page.hands().click("#reset-name");
        page.hands().type("Des");
        page.hands().press("Enter");
        page.await("return document.querySelector('.field-error')", "what is wrong");
        looksFine("reset");
        page.hands().type("k");
        page.hands().press("Enter");
        page.awaitText("نعم، أعد الضبط");
        looksFine("reset-sure");
    }

    @Test
    void what_can_be_done_to_one_ticket() {
        JsonPath ticket = office.take();
        String number = ticket.getString("number");
        String next = office.take().getString("number");
        new Deliveries(pool, ticket.getString("id"), office.organization().id())
                .notification(NotificationType.YOUR_TURN, 0)
                .abandoned(Reason.GONE);
        atTheDesk("employee");
        page.hands().clickText("تفاصيل " + next);
        page.awaitText("أُخذت التذكرة");
        looksFine("details");
        page.hands().press("Escape");
        page.hands().click("#call-next");
        awaitCurrent(page, number);
        page.awaitText("لم يصل");
        looksFine("called");
        asks("تحويل", "transfer");
        asks("إلغاء التذكرة", "cancel");
        asks("إعادة إلى الطابور", "requeue");
        page.hands().click("#call-next");
        page.awaitText("تم استدعاء " + number);
        page.await("return document.querySelector('dialog')", "the question");
        looksFine("still-called");
        page.hands().press("Escape");

        page.hands().clickText("تعليق");
        awaitNobody(page);
        page.hands().click("#tab-held");
        looksFine("held");
        page.hands().clickText("استدعاء: " + number);
        awaitCurrent(page, number);
        page.hands().clickText("غائب");
        awaitNobody(page);
        page.hands().click("#tab-missed");
        looksFine("missed");
        page.hands().clickText("استدعاء: " + number);
        awaitCurrent(page, number);
        page.hands().clickText("العميل حاضر");
        page.awaitText("الخدمة جارية");
        looksFine("serving");
        page.hands().clickText("تمّت");
        awaitNobody(page);
        page.hands().click("#tab-done");
        looksFine("done");
        page.setOffline(true);
        page.awaitText("لا يوجد اتصال");
        looksFine("offline");
    }

    @Test
    void what_others_did_first_and_calls_without_end() {
        atTheDesk("employee");
        JsonPath taken = office.take();
        String next = office.take().getString("number");
        page.awaitText("شخصان ينتظران.");
        page.evaluate(DeskTest.HEARS_NOTHING);
        page.hands().clickText("تفاصيل " + taken.getString("number"));
        page.await("return document.querySelector('dialog .history')", "the history");
        office.command(
                "/api/tickets/" + taken.getString("id") + "/call",
                "{\"counterId\":\"%s\"}".formatted(office.second()));
        page.hands().clickText("استدعاء");
        page.awaitText("سبق أن استدعى");
        looksFine("conflict");
        page.hands().click(".notice .button");
        awaitCurrent(page, next);
        for (int call = 2; call <= 4; call++) {
            page.hands().clickText("استدعاء مجددًا");
            page.await(
                    "return [...document.querySelectorAll('.current .facts dd')].at(-1).textContent === '"
                            + call
                            + "'",
                    call + " calls");
        }
        page.awaitText("استُدعيت التذكرة بقدر ما تسمح به الخدمة.");
        looksFine("recall-limit");
    }

    private void atTheDesk(String role) {
        signIn(page, role);
        page.awaitText("أين تعمل الآن؟");
        page.hands().clickText("Counter 1");
        page.hands().clickText("ابدأ");
        awaitNobody(page);
    }

    /** What this button asks, and back again. */
    private void asks(String button, String state) {
        page.hands().clickText(button);
        page.await("return document.querySelector('dialog')", button);
        looksFine(state);
        page.hands().press("Escape");
    }

    private void looksFine(String state) {
        assertFineOnPhones(page, state + "-ar");
    }
}
