package dev.nextup.ticket.queue;

/** Which counters serve which services, as SQL that other statements are made of. */
public final class ServingCounters {

    /**
     * A condition on a counter {@code c} and a service {@code s}: the counter's own services if it
     * has any, all of its department if it has none. One whose own services are all deactivated
     * serves nobody; it does not fall back to those it was not given.
     */
    static final String SERVES =
            "s.department_id = c.department_id AND (EXISTS (SELECT 1 FROM counter_service x"
                    + " WHERE x.counter_id = c.id AND x.service_id = s.id) OR NOT EXISTS"
                    + " (SELECT 1 FROM counter_service x WHERE x.counter_id = c.id))";

    /** How many counters serve the service {@code s} and are open: 15 minutes after a command. */
    public static final String OPEN =
            "(SELECT count(*) FROM counter c WHERE c.active AND "
                    + SERVES
                    + " AND c.last_command_at > now() - interval '15 minutes')";

    private ServingCounters() {}
}
