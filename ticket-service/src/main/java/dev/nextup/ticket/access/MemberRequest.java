package dev.nextup.ticket.access;

import dev.nextup.http.RequiredFields;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.Fields;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member as an admin enters them.
 *
 * @param email mandatory for a new one, and then fixed
 * @param role {@code employee}, {@code manager} or {@code admin}
 */
record MemberRequest(
        @Nullable String email,
        @Nullable String name,
        @Nullable String role,
        @Nullable Boolean active) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final int EMAIL_LENGTH = 254;

    static MemberRequest of(@Nullable MemberRequest given) {
        return given == null ? new MemberRequest(null, null, null, null) : given;
    }

    MemberRequest requireNew() {
        new RequiredFields().with("email", email).with("name", name).with("role", role).check();
        return this;
    }

    /** Fails with 422 {@code invalid-value}. */
    MemberEntity toMember(UUID organizationId) {
        return MemberEntity.in(
                organizationId,
                checkedEmail("email", email),
                Fields.name("name", name),
                checkedRole(String.valueOf(role)));
    }

    /** What is absent stays. Fails with 422 {@code invalid-value}. */
    void applyTo(MemberEntity member) {
        if (email != null && !checkedEmail("email", email).equals(member.email)) {
            throw Fields.invalid("email", "cannot change: invite the new address");
        }
        member.name = name == null ? member.name : Fields.name("name", name);
        member.role = role == null ? member.role : checkedRole(role);
        member.active = active == null ? member.active : active;
    }

    static String checkedEmail(String field, @Nullable String value) {
        String email = Fields.text(field, value, EMAIL_LENGTH);
        if (email == null || !EMAIL.matcher(email).matches()) {
            throw Fields.invalid(field, "must be an e-mail address");
        }
        return email.toLowerCase(Locale.ROOT);
    }

    private static String checkedRole(String code) {
        if (Arrays.stream(Role.values()).noneMatch(role -> role.code().equals(code))) {
            throw Fields.invalid("role", "must be employee, manager or admin");
        }
        return code;
    }
}
