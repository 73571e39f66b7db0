import type { ApiError } from "../shared/api";

/**
 * Whether a refusal means that nobody will ever tell more of a ticket. Only we ourselves can say so: a proxy before us may
 * answer anything while we are replaced behind it.
 *
 * @param token with which was asked
 */
export function isOver({ status, code, problem }: ApiError, token: string, now = Date.now()): boolean {
  if (problem === null) {
    return false;
  }
  return (status === 404 && code === "unknown-ticket") || (status === 401 && code === "unauthorized" && expiryOf(token) <= now);
}

/** In milliseconds since 1970; of a token that cannot be read, never. */
function expiryOf(token: string): number {
  try {
    const claims = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    return Number(JSON.parse(atob(claims)).exp) * 1_000;
  } catch {
    return Infinity;
  }
}
