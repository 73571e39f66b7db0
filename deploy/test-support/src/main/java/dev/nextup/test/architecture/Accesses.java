package dev.nextup.test.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;

/** Accesses to look for. Method references count as well as calls. */
final class Accesses {

    private Accesses() {}

    /** {@code owner} or a type below it is asked for {@code method}, whatever its parameters. */
    static DescribedPredicate<JavaAccess<?>> methodOf(String owner, String method) {
        return DescribedPredicate.describe(
                "the target is %s.%s".formatted(owner, method),
                access ->
                        access.getTarget().getName().equals(method)
                                && access.getTargetOwner().isAssignableTo(owner));
    }

    /** The Vert.x bindings have such a twin of each method: it subscribes and drops the outcome. */
    static DescribedPredicate<JavaAccess<?>> methodEndingIn(String suffix) {
        return DescribedPredicate.describe(
                "the target's name ends in " + suffix,
                access ->
                        access.getTarget() instanceof CodeUnitAccessTarget
                                && access.getTarget().getName().endsWith(suffix));
    }

    /** {@code now()} without a clock, or the system's milliseconds; {@code nanoTime} measures. */
    static DescribedPredicate<JavaAccess<?>> systemClock() {
        return DescribedPredicate.describe(
                "the target reads the system's clock",
                access ->
                        access.getTarget() instanceof CodeUnitAccessTarget target
                                && (isNow(target) || isMillis(target)));
    }

    private static boolean isMillis(CodeUnitAccessTarget target) {
        return target.getName().equals("currentTimeMillis")
                && target.getOwner().getName().equals("java.lang.System");
    }

    private static boolean isNow(CodeUnitAccessTarget target) {
        return target.getName().equals("now")
                && target.getOwner().getPackageName().equals("java.time")
                && target.getRawParameterTypes().stream()
                        .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
    }
}
