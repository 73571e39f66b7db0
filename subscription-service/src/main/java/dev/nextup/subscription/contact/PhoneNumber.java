package dev.nextup.subscription.contact;

/**
 * A phone number that can exist, in E.164. Does not show itself; ask for what you need.
 *
 * @param e164 such as {@code +4915123456789}
 * @param countryCode calling code of its country, such as 49
 */
public record PhoneNumber(String e164, int countryCode) {

    /** As many for every number, so that the mask does not tell its length. */
    private static final String DOTS = "•••••";

    private static final int SHOWN_AT_THE_END = 2;

    /** Enough for its owner to recognise it: calling code and last two digits. */
    public String masked() {
        return "+" + countryCode + DOTS + e164.substring(e164.length() - SHOWN_AT_THE_END);
    }

    @Override
    public String toString() {
        return "PhoneNumber";
    }
}
