/** What this device remembers. Private windows may refuse; then it lasts as long as the page. */

const memory = new Map<string, string>();

export function remember(name: string, value: unknown): void {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(`nextup.${name}`, text);
  } catch {
    // Kept in memory.
  }
}

export function recalled<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`nextup.${name}`) ?? memory.get(name);
    return text === undefined ? otherwise : JSON.parse(text) as T;
  } catch {
    return otherwise;
  }
}
