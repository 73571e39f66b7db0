package dev.nextup.ticket.organization;

import dev.nextup.ticket.hours.OpeningHours;
import dev.nextup.ticket.organization.OrganizationRepository.Hierarchy;
import dev.nextup.ticket.queue.QueueLoad;
import dev.nextup.ticket.queue.WaitEstimate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer needs to choose a service. */
record OrganizationView(
        UUID id,
        String slug,
        String name,
        @Nullable String logoUrl,
        @Nullable String primaryColor,
        @Nullable String welcomeMessage,
        List<String> languages,
        List<BranchView> branches) {

    /**
     * @param timeZone of the IANA database, such as {@code Europe/Vienna}
     */
    record BranchView(
            UUID id,
            String name,
            @Nullable String address,
            String timeZone,
            List<DepartmentView> departments) {}

    record DepartmentView(
            UUID id, String name, @Nullable String description, List<ServiceView> services) {}

    /**
     * @param open whether staff let it take tickets, and it is within its hours
     * @param joinCodeRequired whether a ticket needs the code that only people on the spot can see
     * @param estimatedWait of somebody who joins now; null while no counter is open
     */
    record ServiceView(
            UUID id,
            String name,
            @Nullable String description,
            String prefix,
            boolean open,
            boolean joinCodeRequired,
            int waiting,
            int serving,
            @Nullable WaitEstimate estimatedWait) {}

    static OrganizationView of(Hierarchy rows, Map<UUID, QueueLoad> loads, Instant now) {
        OrganizationEntity organization = rows.organization();
        return new OrganizationView(
                organization.id,
                organization.slug,
                organization.name,
                organization.logoUrl,
                organization.primaryColor,
                organization.welcomeMessage,
                organization.languages,
                rows.branches().stream()
                        .map(branch -> branchView(branch, rows, loads, now))
                        .toList());
    }

    private static BranchView branchView(
            BranchEntity branch, Hierarchy rows, Map<UUID, QueueLoad> loads, Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.of(branch.timeZone));
        List<DepartmentView> departments =
                rows.departments().stream()
                        .filter(d -> d.branchId.equals(branch.id))
                        .map(department -> departmentView(department, rows, loads, local))
                        .toList();
        return new BranchView(branch.id, branch.name, branch.address, branch.timeZone, departments);
    }

    private static DepartmentView departmentView(
            DepartmentEntity department,
            Hierarchy rows,
            Map<UUID, QueueLoad> loads,
            ZonedDateTime local) {
        List<ServiceView> services =
                rows.services().stream()
                        .filter(s -> s.departmentId.equals(department.id))
                        .map(s -> serviceView(s, loads.getOrDefault(s.id, QueueLoad.NONE), local))
                        .toList();
        return new DepartmentView(department.id, department.name, department.description, services);
    }

    private static ServiceView serviceView(
            ServiceEntity service, QueueLoad load, ZonedDateTime local) {
        OpeningHours hours = OpeningHours.fromJson(service.openingHours);
        return new ServiceView(
                service.id,
                service.name,
                service.description,
                service.prefix,
                service.open && (hours == null || hours.isOpen(local)),
                service.joinCodeRequired,
                load.waiting(),
                load.serving(),
                load.estimatedWait());
    }
}
