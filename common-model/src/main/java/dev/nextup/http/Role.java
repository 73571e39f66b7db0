package dev.nextup.http;

import java.util.Locale;
import java.util.Optional;

/** What a member of an organisation may do; each role may do all that the ones before it may. */
public enum Role {
    EMPLOYEE,
    MANAGER,
    ADMIN;

    /** As it stands in tokens, tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String code) {
        for (Role role : values()) {
            if (role.code().equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
