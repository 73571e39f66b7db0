import { type ApiError, call } from "../shared/api";
import { applyBrand } from "../shared/brand";
import type { Organization } from "../shared/types";
import { pause } from "./sound";

const AGAIN_MILLIS = 10_000;

/** Tries until the server says something. @returns null if there is no such organisation */
export async function loadOrganization(slug: string, onFailure: () => void): Promise<Organization | null> {
  for (;;) {
    try {
      const found = await call<Organization>("GET", `/api/organizations/${encodeURIComponent(slug)}`);
      applyBrand(found.primaryColor);
      return found;
    } catch (error) {
      if ((error as Partial<ApiError>).transient === false) {
        return null;
      }
      onFailure();
      await pause(AGAIN_MILLIS);
    }
  }
}

/** The name of the service or department, if it is one of this organisation. */
export function nameOfQueue(organization: Organization, id: string): string | null {
  const departments = organization.branches.flatMap((branch) => branch.departments);
  const queues = [...departments, ...departments.flatMap((department) => department.services)];
  return queues.find((queue) => queue.id === id)?.name ?? null;
}
