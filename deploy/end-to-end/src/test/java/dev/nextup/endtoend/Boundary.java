package dev.nextup.endtoend;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Where a dispatcher dies: between two steps on the way of a call. Nothing in the dispatcher helps
 * with it. What a step needs is withheld from it (a lock, an answer, the way out), and once it
 * waits for that, it can be killed nowhere else.
 *
 * @see KilledAtEachStepIT
 */
enum Boundary {
    /** The record was read, and nothing is written: the inbox waits for its position. */
    CONSUMED(1) {
        @Override
        DispatcherTables.Held withhold(Scene scene) throws SQLException {
            return scene.tables()
                    .hold(
                            "SELECT 1 FROM inbox_position"
                                    + " WHERE kafka_topic = 'nextup.ticket-events.v1' FOR UPDATE");
        }

        @Override
        boolean isReached(Scene scene) throws SQLException {
            return scene.tables().isWaitingIn("inbox_position");
        }
    },

    /**
     * The plan is committed, and nobody has claimed it: a ticket has one message on the wire, and
     * somebody is just about to write that there is one.
     */
    PLANNED(1) {
        @Override
        DispatcherTables.Held withhold(Scene scene) throws SQLException {
            return scene.tables()
                    .hold(
                            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type,"
                                    + " on_request, ticket_version, ticket_number, content, state,"
                                    + " lease_until, deadline, occurred_at, created_at)"
                                    + " VALUES (gen_random_uuid(), '"
                                    + scene.ticket().id()
                                    + "', gen_random_uuid(), 'your_turn',"
                                    + " false, 0, '', '{}', 'SENDING', now(), now(), now(), now())");
        }

        @Override
        boolean isReached(Scene scene) throws SQLException {
            return scene.call().equals("your_turn PLANNED")
                    && scene.tables().isWaitingIn("WITH RECURSIVE service");
        }
    },

    /** It is claimed and on its way, and not at the push service. */
    CLAIMED(1) {
        @Override
        AutoCloseable withhold(Scene scene) {
            scene.gate().hold();
            return scene.gate()::open;
        }

        @Override
        boolean isReached(Scene scene) throws SQLException {
            return scene.call().equals("your_turn SENDING") && scene.gate().holdsSomebody();
        }
    },

    /** The push service has it, and has not said so. */
    SENT(2) {
        @Override
        AutoCloseable withhold(Scene scene) throws IOException {
            scene.browser().answer("[{\"status\":201,\"delayMs\":120000}]");
            return () -> {};
        }

        @Override
        boolean isReached(Scene scene) throws SQLException {
            return scene.call().equals("your_turn SENDING") && scene.callsReceived() == 1;
        }
    },

    /** The push service has said so, and it is not written down. */
    ANSWERED(2) {
        @Override
        DispatcherTables.Held withhold(Scene scene) throws SQLException {
            return scene.tables().hold("LOCK TABLE delivery_attempt IN SHARE MODE");
        }

        @Override
        boolean isReached(Scene scene) throws SQLException {
            return scene.tables().isWaitingIn("delivery_attempt") && scene.callsReceived() == 1;
        }
    };

    private final int messages;

    Boundary(int messages) {
        this.messages = messages;
    }

    /** How often the call is at the push service when everything is over: once, if one can know. */
    int messages() {
        return messages;
    }

    /**
     * @return to be closed after the death
     */
    abstract AutoCloseable withhold(Scene scene) throws IOException, SQLException;

    abstract boolean isReached(Scene scene) throws SQLException;
}
