/**
 * A logo's address is absolute, for notifications. On our pages it is shown from the host that people reach us by: the
 * page's policy lets in nothing else, and that need not be the public one.
 */
export function logoHere(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}
