import { member } from "../session";
import { recalled, remember } from "../settings";
import { countersOf, servicesOf, structure, workplaces, type Counter, type Department, type Service } from "../structure";

/** Where this device works: remembered once, until somebody chooses again or the place is gone. */
export interface Place {
  readonly department: Department;
  /** Null: all services, or those of the counter. */
  readonly service: Service | null;
  /** Null: tickets are called without one. */
  readonly counter: Counter | null;
}

interface Stored {
  readonly departmentId: string;
  readonly serviceId: string | null;
  readonly counterId: string | null;
}

function name(): string {
  return `desk.${member().organizationId}`;
}

export function rememberPlace({ department, service, counter }: Place): void {
  const stored: Stored = {
    departmentId: department.id,
    serviceId: service?.id ?? null,
    counterId: counter?.id ?? null,
  };
  remember(name(), stored);
}

export function recalledPlace(): Place | null {
  const stored = recalled<Stored | null>(name(), null);
  const department = workplaces().find(({ id }) => id === stored?.departmentId);
  if (stored === null || department === undefined) {
    return null;
  }
  const service = servicesOf(department.id).find(({ id }) => id === stored.serviceId);
  const counter = countersOf(department.id).find(({ id }) => id === stored.counterId);
  const gone = (stored.serviceId !== null && service === undefined) || (stored.counterId !== null && counter === undefined);
  return gone ? null : { department, service: service ?? null, counter: counter ?? null };
}

/** Whose tickets are this desk's: the chosen service, what its counter serves, or all of the department. */
export function servedHere({ department, service, counter }: Place): readonly Service[] {
  const all = servicesOf(department.id);
  if (service !== null) {
    return [service];
  }
  return counter === null || counter.services.length === 0
    ? all
    : all.filter(({ id }) => counter.services.includes(id));
}

/** What is opened, closed, counted and emptied here: the service, or the whole department. */
export function queueId({ department, service }: Place): string {
  return service?.id ?? department.id;
}

export function branchOf(department: Department): string {
  return structure().branches.find(({ id }) => id === department.branchId)?.name ?? "";
}
