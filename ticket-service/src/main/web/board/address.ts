/** What a screen is to show, as its address says: `/board/?service=…`, `?department=…`, or `?org=…` to choose from. */
export interface Address {
  /** A service's or a department's id. */
  readonly queueId: string | null;
  /** Id or slug. */
  readonly organization: string | null;
  /** `?lang=ar` or `?lang=en,ar`; empty: as the organisation has it. */
  readonly languages: readonly string[];
}

export function readAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  return {
    queueId: parameters.get("department") || parameters.get("service") || null,
    organization: parameters.get("org") || null,
    languages: (parameters.get("lang") ?? "").toLowerCase().split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""),
  };
}

/** The address of the board of a queue, in the languages asked for so far. */
export function boardOf(kind: "department" | "service", id: string, languages: readonly string[]): string {
  const parameters = new URLSearchParams({ [kind]: id });
  if (languages.length > 0) {
    parameters.set("lang", languages.join(","));
  }
  return `/board/?${parameters}`;
}
