import { call } from "../shared/api";
import type { Organization } from "../shared/types";
import { member, request, worksFor } from "./session";

/** How the organisation is built, as its own staff see it. */

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly timeZone: string;
  readonly dayStartsAt: string;
  readonly active: boolean;
}

export interface Department {
  readonly id: string;
  readonly branchId: string;
  readonly name: string;
  readonly description: string | null;
  readonly active: boolean;
}

export interface Interval {
  readonly from: string;
  readonly to: string;
}

export interface OpeningHours {
  readonly weekdays: Readonly<Record<string, readonly Interval[]>>;
  readonly exceptions: ReadonlyArray<{ readonly date: string; readonly intervals: readonly Interval[] }>;
}

export interface Service {
  readonly id: string;
  readonly departmentId: string;
  readonly name: string;
  readonly description: string | null;
  readonly prefix: string;
  readonly expectedServiceSeconds: number;
  readonly capacityPerDay: number | null;
  readonly almostTurnAhead: number | null;
  readonly recallLimit: number | null;
  readonly openingHours: OpeningHours | null;
  readonly joinCodeRequired: boolean;
  readonly open: boolean;
  readonly active: boolean;
}

export interface Counter {
  readonly id: string;
  readonly departmentId: string;
  readonly name: string;
  /** Empty: all of its department. */
  readonly services: readonly string[];
  readonly active: boolean;
}

export interface Structure {
  readonly organization: Organization;
  readonly branches: readonly Branch[];
  readonly departments: readonly Department[];
  readonly services: readonly Service[];
  readonly counters: readonly Counter[];
}

let known: Structure | null = null;

/** What was read last; `load` has run. */
export function structure(): Structure {
  if (known === null) {
    throw new Error("The organisation was not read yet");
  }
  return known;
}

/** @param below such as `services`; nothing for the organisation itself */
export function path(below?: string): string {
  const organization = `/api/organizations/${member().organizationId}`;
  return below === undefined ? organization : `${organization}/${below}`;
}

export async function loadStructure(): Promise<Structure> {
  const [organization, branches, departments, services, counters] = await Promise.all([
    call<Organization>("GET", path()),
    request<Branch[]>("GET", path("branches")),
    request<Department[]>("GET", path("departments")),
    request<Service[]>("GET", path("services")),
    request<Counter[]>("GET", path("counters")),
  ]);
  known = { organization, branches, departments, services, counters };
  return known;
}

/** Where this member can work: what is active and within their scope. */
export function workplaces(): readonly Department[] {
  const { branches, departments, services } = structure();
  return departments.filter((department) =>
    department.active
    && worksFor(department)
    && branches.some((branch) => branch.active && branch.id === department.branchId)
    && services.some((service) => service.active && service.departmentId === department.id));
}

export function servicesOf(departmentId: string): readonly Service[] {
  return structure().services.filter((service) => service.active && service.departmentId === departmentId);
}

export function countersOf(departmentId: string): readonly Counter[] {
  return structure().counters.filter((counter) => counter.active && counter.departmentId === departmentId);
}

/** Every queue this member works for, departments with their services after them. */
export function queues(): ReadonlyArray<{ readonly value: string; readonly label: string }> {
  return workplaces().flatMap(({ id, name }) => [
    { value: id, label: name },
    ...servicesOf(id).map((service) => ({ value: service.id, label: `${name} · ${service.name}` })),
  ]);
}
