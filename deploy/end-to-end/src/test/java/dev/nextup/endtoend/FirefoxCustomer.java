package dev.nextup.endtoend;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.nextup.test.browser.Firefox;
import dev.nextup.test.browser.FirefoxTab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody with the customer's page open, or a board, who does everything by its buttons. */
record FirefoxCustomer(Firefox firefox, FirefoxTab tab) implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TAKE = ".button--large";

    /** In a new tab of the person the browser belongs to. */
    static FirefoxCustomer in(Firefox firefox) {
        return new FirefoxCustomer(firefox, firefox.newTab());
    }

    /** With nothing stored by the others; what is allowed to one is allowed to all. */
    static FirefoxCustomer somebodyElseIn(Firefox firefox) {
        return new FirefoxCustomer(firefox, firefox.newTabOf(1));
    }

    /** Takes a ticket with notifications; whether the browser may, is answered if it asks. */
    OwnTicket takeTicket(String joinAddress, boolean allowed) {
        tab.toFront();
        tab.open(joinAddress);
        awaitElement(TAKE);
        boolean asked = tab.evaluate("return Notification.permission === 'default'").asBoolean();
        tab.click(TAKE);
        if (asked) {
            await("the question").atMost(PATIENCE).until(() -> firefox.answerQuestion(allowed));
        }
        awaitElement(".ticket-number");
        return ticket();
    }

    /** As {@link #takeTicket}, and on return notifications reach this browser. */
    OwnTicket takeTicketAndAllow(String joinAddress) {
        OwnTicket ticket = takeTicket(joinAddress, true);
        reads("This device can be reached");
        return ticket;
    }

    /** Waits until the page shows the text. */
    FirefoxCustomer reads(String text) {
        await(text).atMost(PATIENCE).until(this::text, containsString(text));
        return this;
    }

    /** Waits for what can be pressed, and presses it. */
    FirefoxCustomer presses(String selector) {
        awaitElement(selector);
        tab.click(selector);
        return this;
    }

    /**
     * Keeps what is to be seen as {@code target/screenshots/firefox-NAME.png}, for us to look at.
     */
    FirefoxCustomer picture(String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(pictures.resolve("firefox-" + name + ".png"), tab.screenshot());
        return this;
    }

    /** What the page shows, without isolating characters. */
    String text() {
        return tab.evaluate("return document.body.innerText.replace(/[\\u2066-\\u2069]/g, '')")
                .asText();
    }

    /** The ticket that is open; when another one of this browser is called, that is. */
    OwnTicket ticket() {
        String number =
                tab.evaluate(
                                "return"
                                        + " document.querySelector('.ticket-number').lastChild.textContent")
                        .asText();
        return new OwnTicket(UUID.fromString(tab.url().replaceFirst(".*ticket=", "")), number);
    }

    /** Titles of what the page's worker shows for a ticket. */
    List<String> shownByWorker(OwnTicket ticket) {
        List<String> titles = new ArrayList<>();
        tab.evaluate(
                        "const worker = await navigator.serviceWorker.ready;"
                                + " return (await worker.getNotifications())"
                                + ".filter(each => each.data.ticketId === '"
                                + ticket.id()
                                + "').map(each => each.title);")
                .forEach(title -> titles.add(title.asText()));
        return titles;
    }

    /** If it never comes, what is there instead is told. */
    private void awaitElement(String selector) {
        String found = "document.querySelector('" + selector + "') !== null";
        await(selector)
                .atMost(PATIENCE)
                .until(
                        () ->
                                tab.evaluate(
                                                "return "
                                                        + found
                                                        + " ? '' : location +"
                                                        + " document.body.innerText")
                                        .asText("no page"),
                        String::isEmpty);
    }

    @Override
    public void close() {
        tab.close();
    }

    record OwnTicket(UUID id, String number) {

        /** Title of the notification that calls it. */
        String turn() {
            return "It is your turn: " + number;
        }
    }
}
