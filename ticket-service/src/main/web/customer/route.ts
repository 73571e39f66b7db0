import type { Branch, Department, Organization, Service } from "../shared/types";

/** Where a link leads. Everything a page shows is in its address, but never a secret. */
export interface Route {
  readonly org: string | null;
  readonly branch: string | null;
  readonly department: string | null;
  readonly service: string | null;
  readonly joinCode: string | null;
  readonly ticket: string | null;
}

const NAMES = ["org", "branch", "department", "service", "joinCode", "ticket"] as const;

export function currentRoute(): Route {
  const parameters = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, parameters.get(name) || null])) as unknown as Route;
}

/** The code of a claim link is taken out of the address bar and the history at once. */
export function takeClaim(): string | null {
  const parameters = new URLSearchParams(location.search);
  const code = parameters.get("claim");
  if (code !== null) {
    history.replaceState(null, "", "/");
  }
  return code;
}

export function addressOf(route: Partial<Route>): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = route[name];
    if (value) {
      parameters.set(name, value);
    }
  }
  const query = parameters.toString();
  return query === "" ? "/" : `/?${query}`;
}

/** What of an organisation a link chooses; what it has only one of is chosen too. */
export interface Choice {
  readonly branch: Branch | null;
  readonly departments: readonly Department[];
  readonly service: Service | null;
  readonly department: Department | null;
}

export function choose(organization: Organization, route: Route): Choice {
  const everywhere = organization.branches.flatMap((branch) => branch.departments.map((department) => ({ branch, department })));
  const withService = everywhere.find(({ department }) => department.services.some((service) => is(service, route.service)));
  const withDepartment = everywhere.find(({ department }) => is(department, route.department));
  const branch = withService?.branch ?? withDepartment?.branch ?? organization.branches.find((each) => is(each, route.branch)) ??
    (organization.branches.length === 1 ? organization.branches[0] ?? null : null);
  const department = withService?.department ?? withDepartment?.department ?? null;
  return {
    branch,
    department,
    departments: department === null ? branch?.departments ?? [] : [department],
    service: withService?.department.services.find((service) => is(service, route.service)) ?? null,
  };
}

/** By id, or by name as one would write it in a link. */
function is({ id, name }: { readonly id: string; readonly name: string }, wanted: string | null): boolean {
  return wanted !== null && (id === wanted || slug(name) === slug(wanted));
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
}
