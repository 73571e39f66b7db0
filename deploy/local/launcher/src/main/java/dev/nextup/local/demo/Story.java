package dev.nextup.local.demo;

import dev.nextup.local.Terminal;
import dev.nextup.local.demo.Staff.Called;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One ticket from the organisation's page to its end, with a notification on the way. A line per
 * step; the first step that fails ends it.
 */
final class Story {

    private final Api anybody;
    private final Terminal terminal;
    private final Pace pace;
    private final Waiting waiting;

    Story(URI gateway, Terminal terminal, Pace pace) {
        this.anybody = new Api(gateway);
        this.terminal = terminal;
        this.pace = pace;
        this.waiting = new Waiting(terminal, pace);
    }

    /**
     * Plays it.
     *
     * @throws StoryFailure with advice in any case
     */
    void play() {
        Instant begin = pace.now();
        Office office = step(Step.ORGANIZATION, () -> Office.find(anybody), Office::facts);
        Customer customer =
                step(Step.TICKET, () -> Customer.arrive(anybody, office), Customer::facts);
        SimulatedBrowser browser = subscribe(customer);
        Notification yourTurn = call(office, customer.ticket(), browser);
        terminal.line("\nThe notification your_turn, as the browser decrypted it:\n");
        yourTurn.masked().lines().forEach(line -> terminal.line("  " + line));
        Duration took = Duration.between(begin, pace.now());
        terminal.line("\nthe whole story took " + Terminal.seconds(took));
    }

    private SimulatedBrowser subscribe(Customer customer) {
        SimulatedBrowser browser =
                step(
                        Step.BROWSER,
                        () -> SimulatedBrowser.open(anybody),
                        opened -> "simulated, with this installation's application server key");
        step(
                Step.SUBSCRIPTION,
                () -> {
                    customer.subscribe(browser);
                    return customer.ticket().number();
                },
                number -> "the browser is bound to " + number);
        step(
                Step.TICKET_CREATED,
                () -> browser.await(Notification.TICKET_CREATED, waiting),
                Notification::facts);
        return browser;
    }

    private Notification call(Office office, Ticket ticket, SimulatedBrowser browser) {
        Staff staff = step(Step.LOGIN, () -> Staff.login(anybody), Staff::facts);
        Called called =
                step(
                        Step.CALL,
                        () -> staff.callUntil(ticket, office, pace, terminal),
                        call -> call.ticket().facts());
        Notification yourTurn =
                step(
                        Step.YOUR_TURN,
                        () -> browser.await(Notification.YOUR_TURN, waiting),
                        notification -> notification.factsSince(called.answered()));
        DeliveryLog log = new DeliveryLog(staff.api(), office, ticket);
        step(Step.DELIVERIES, () -> log.awaitAccepted(waiting), Function.identity());
        step(Step.COMPLETION, () -> staff.complete(ticket), Ticket::facts);
        return yourTurn;
    }

    private <T> T step(Step step, Supplier<T> action, Function<T, String> facts) {
        Instant begin = pace.now();
        try {
            T result = action.get();
            terminal.done(step.title(), Duration.between(begin, pace.now()), facts.apply(result));
            return result;
        } catch (StoryFailure e) {
            throw e.advice().isPresent()
                    ? e
                    : new StoryFailure(step.title() + ": " + e.message(), step.advice());
        }
    }
}
