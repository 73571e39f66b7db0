package dev.nextup.subscription.contact;

/** What becomes of a ticket's phone number. */
public sealed interface PhoneChange {

    PhoneChange KEEP = new Keep();
    PhoneChange ERASE = new Erase();

    /** It stays, if there is one. */
    record Keep() implements PhoneChange {}

    /** Nothing of it remains. */
    record Erase() implements PhoneChange {}

    /** It takes the place of another. */
    record Store(PhoneNumber number) implements PhoneChange {}
}
