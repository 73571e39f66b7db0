/** What the address asks for: `?service=ID` or `?department=ID`, `?org=slug` beside it or alone, `?lang=xx`. */

const asked = new URLSearchParams(location.search);

export const queueId = given("service") ?? given("department");
export const organization = given("org");
export const language = /^[a-z]{2,3}(?=$|-)/i.exec(given("lang") ?? "")?.[0].toLowerCase() ?? null;

/** The address of a board, keeping the organisation and the language of this one. */
export function boardOf(kind: "service" | "department", id: string): string {
  const wanted = new URLSearchParams();
  for (const name of ["org", "lang"]) {
    const value = given(name);
    if (value !== null) {
      wanted.set(name, value);
    }
  }
  wanted.set(kind, id);
  return `?${wanted}`;
}

function given(name: string): string | null {
  const value = asked.get(name)?.trim();
  return value ? value : null;
}
