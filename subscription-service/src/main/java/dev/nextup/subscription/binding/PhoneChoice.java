package dev.nextup.subscription.binding;

import dev.nextup.problem.RejectedException;
import dev.nextup.subscription.contact.PhoneChange;
import dev.nextup.subscription.contact.PhoneNumber;
import dev.nextup.subscription.contact.Phones;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * What a request says about the phone. Offered beside a subscription it never blocks: what cannot
 * be used is a warning. Asked for by itself, it is refused like any other preference.
 */
@ApplicationScoped
class PhoneChoice {

    private static final String NOT_STORED =
            "customerPhone was not stored: this installation keeps no phone numbers.";

    private final Phones phones;
    private final Subscriptions subscriptions;

    PhoneChoice(Phones phones, Subscriptions subscriptions) {
        this.phones = phones;
        this.subscriptions = subscriptions;
    }

    /**
     * Stores the number that came with a subscription.
     *
     * @return what the client is told; nothing when there was none or it was stored
     */
    Uni<List<String>> offered(TicketRef ticket, SubscribeRequest request) {
        if (request.phone().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (!phones.areStored()) {
            return Uni.createFrom().item(List.of(NOT_STORED));
        }
        return Uni.createFrom()
                .item(() -> phones.read(request.phone().orElseThrow()))
                .chain(number -> subscriptions.call(ticket, new PhoneChange.Store(number)))
                .<List<String>>replaceWith(List.of())
                .onFailure(RejectedException.class)
                .recoverWithItem(e -> List.of(warning(e)));
    }

    /**
     * @throws RejectedException 422 {@code invalid-phone} or {@code phone-country-not-allowed}
     */
    PhoneChange change(PreferenceRequest request) {
        if (request.erasesPhone()) {
            return PhoneChange.ERASE;
        }
        return request.phone()
                .filter(phone -> phones.areStored())
                .<PhoneChange>map(phone -> new PhoneChange.Store(phones.read(phone)))
                .orElse(PhoneChange.KEEP);
    }

    List<String> warnings(PreferenceRequest request) {
        return request.phone().isPresent() && !phones.areStored() ? List.of(NOT_STORED) : List.of();
    }

    Uni<Optional<PhoneNumber>> held(TicketRef ticket) {
        return phones.find(ticket.ticketId());
    }

    private static String warning(RejectedException refused) {
        return "customerPhone was not stored: "
                + refused.rejection().toProblem().code()
                + ". "
                + refused.rejection().toProblem().detail();
    }
}
