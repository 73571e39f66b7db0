package dev.nextup.test.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** What ArchUnit has no words for. */
final class Conditions {

    private static final int MOST_PARAMETERS = 6;

    private static final Set<String> ACCESS_ANNOTATIONS =
            Set.of(
                    "jakarta.annotation.security.RolesAllowed",
                    "jakarta.annotation.security.PermitAll",
                    "jakarta.annotation.security.DenyAll",
                    "io.quarkus.security.Authenticated");

    static final ArchCondition<JavaMethod> SAY_WHO_MAY_CALL =
            new ArchCondition<>("say who may call") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean said =
                            ACCESS_ANNOTATIONS.stream()
                                    .anyMatch(
                                            name ->
                                                    method.isAnnotatedWith(name)
                                                            || method.getOwner()
                                                                    .isAnnotatedWith(name));
                    String message = method.getFullName() + (said ? " says" : " does not say");
                    events.add(new SimpleConditionEvent(method, said, message + " who may call"));
                }
            };

    static final ArchCondition<JavaClass> HAVE_AT_MOST_SIX_PARAMETERS =
            new ArchCondition<>("have constructors of at most six parameters") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    for (JavaConstructor constructor : type.getConstructors()) {
                        int parameters = constructor.getRawParameterTypes().size();
                        String message =
                                "%s has %d parameters"
                                        .formatted(constructor.getFullName(), parameters);
                        events.add(
                                new SimpleConditionEvent(
                                        type, parameters <= MOST_PARAMETERS, message));
                    }
                }
            };

    private Conditions() {}

    /** Methods of a resource that get a route; those of a REST client's interface do not. */
    static DescribedPredicate<JavaMethod> answerHttp() {
        return DescribedPredicate.describe(
                "answer HTTP",
                method ->
                        !method.getOwner().isInterface()
                                && method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"));
    }

    static DescribedPredicate<JavaClass> notNamed(Set<String> names) {
        return DescribedPredicate.describe(
                "are not allowed to by name", type -> !names.contains(type.getName()));
    }
}
