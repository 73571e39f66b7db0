package dev.nextup.ticket.group;

/** What was to be done together must be done for each alone. Says nothing about any of them. */
public final class ApartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ApartException(String why) {
        super(why, null, false, false);
    }
}
