package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class MemberRepository implements PanacheRepositoryBase<MemberEntity, UUID> {

    @WithSession
    Uni<Optional<MemberEntity>> activeByEmail(String email) {
        return find("email = ?1 and active", email.strip().toLowerCase(Locale.ROOT))
                .firstResult()
                .map(Optional::ofNullable);
    }
}
