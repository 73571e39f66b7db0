package dev.nextup.ticket.idempotency;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The keys, for commands that write with Hibernate Reactive: by the connection of its session. */
final class SessionKeys implements KeyTable {

    private final Mutiny.Session session;

    SessionKeys(Mutiny.Session session) {
        this.session = session;
    }

    @Override
    public Uni<Boolean> claim(IdempotentCall call) {
        return change(CLAIM, call, call.requestHash()).map(rows -> rows == 1);
    }

    @Override
    public Uni<Remembered> read(IdempotentCall call) {
        Mutiny.SelectionQuery<Object[]> query =
                session.createNativeQuery(ordinal(READ), Object[].class)
                        .setParameter(5, call.requestHash());
        return identify(query, call)
                .getSingleResult()
                .map(row -> new Remembered((Boolean) row[0], (String) row[1]));
    }

    @Override
    public Uni<Void> remember(IdempotentCall call, @Nullable String answer) {
        return change(REMEMBER, call, answer).replaceWithVoid();
    }

    private Uni<Integer> change(String sql, IdempotentCall call, @Nullable Object fifth) {
        return session.createNativeQuery(ordinal(sql))
                .setParameter(1, call.caller())
                .setParameter(2, call.method())
                .setParameter(3, call.path())
                .setParameter(4, call.key())
                .setParameter(5, fifth)
                .executeUpdate();
    }

    private static <T> Mutiny.SelectionQuery<T> identify(
            Mutiny.SelectionQuery<T> query, IdempotentCall call) {
        return query.setParameter(1, call.caller())
                .setParameter(2, call.method())
                .setParameter(3, call.path())
                .setParameter(4, call.key());
    }

    /** Hibernate counts parameters with a question mark, as Jakarta Persistence has it. */
    private static String ordinal(String sql) {
        return sql.replace('$', '?');
    }
}
