import type { Branch, Department, Organization, Service } from "../shared/types";

/** Where a queue is: a department's is all its services in one order. */
export interface Place {
  readonly branch: Branch;
  readonly department: Department;
  /** Null on a department's board. */
  readonly service: Service | null;
  /** Whether any of its services takes tickets now. */
  readonly open: boolean;
}

export function placeOf(organization: Organization, queueId: string): Place | null {
  for (const branch of organization.branches) {
    for (const department of branch.departments) {
      const service = department.services.find(({ id }) => id === queueId) ?? null;
      if (service !== null || department.id === queueId) {
        const shown = service === null ? department.services : [service];
        return { branch, department, service, open: shown.some(({ open }) => open) };
      }
    }
  }
  return null;
}
