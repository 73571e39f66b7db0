package dev.nextup.ticket.access;

import dev.nextup.http.RequiredFields;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member as an admin enters them.
 *
 * @param email mandatory for a new one, and then fixed
 * @param role {@code employee}, {@code manager} or {@code admin}
 * @param branches the member works for, with all their departments; both lists empty: everything
 * @param departments the member works for besides
 */
record MemberRequest(
        @Nullable String email,
        @Nullable String name,
        @Nullable String role,
        @Nullable Boolean active,
        @Nullable List<UUID> branches,
        @Nullable List<UUID> departments) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final int EMAIL_LENGTH = 254;
    private static final int MOST_IN_SCOPE = 100;
    private static final MemberRequest EMPTY =
            new MemberRequest(null, null, null, null, null, null);

    /** Takes a member out of use and leaves the rest. */
    static final MemberRequest DEACTIVATION =
            new MemberRequest(null, null, null, false, null, null);

    static MemberRequest of(@Nullable MemberRequest given) {
        return given == null ? EMPTY : given;
    }

    MemberRequest requireNew() {
        new RequiredFields().with("email", email).with("name", name).with("role", role).check();
        return this;
    }

    /** Fails with 422 {@code invalid-value}. */
    MemberEntity toMember(UUID organizationId) {
        MemberEntity member =
                MemberEntity.in(
                        organizationId,
                        checkedEmail("email", email),
                        Fields.name("name", name),
                        checkedRole(String.valueOf(role)));
        scope(member);
        return member;
    }

    /** What is absent stays. Fails with 422 {@code invalid-value}. */
    void applyTo(MemberEntity member) {
        if (email != null && !checkedEmail("email", email).equals(member.email)) {
            throw Fields.invalid("email", "cannot change: invite the new address");
        }
        member.name = name == null ? member.name : Fields.name("name", name);
        member.role = role == null ? member.role : checkedRole(role);
        member.active = active == null ? member.active : active;
        scope(member);
    }

    /** Admins see and do everything: who becomes one is freed of a scope, and none can be given. */
    private void scope(MemberEntity member) {
        boolean admin = member.role.equals(Role.ADMIN.code());
        List<UUID> keptBranches = admin ? List.of() : member.branches;
        List<UUID> keptDepartments = admin ? List.of() : member.departments;
        member.branches = branches == null ? keptBranches : checked("branches", branches);
        member.departments =
                departments == null ? keptDepartments : checked("departments", departments);
        if (admin && !(member.branches.isEmpty() && member.departments.isEmpty())) {
            throw Fields.invalid("role", "admin works for everything: leave the scope empty");
        }
    }

    private static List<UUID> checked(String field, List<UUID> ids) {
        if (ids.contains(null) || ids.size() > MOST_IN_SCOPE) {
            throw Fields.invalid(field, "takes " + MOST_IN_SCOPE + " ids at most, and no null");
        }
        return ids.stream().distinct().toList();
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
