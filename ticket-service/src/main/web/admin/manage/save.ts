import { newIdempotencyKey } from "../../shared/api";
import { request } from "../session";
import { path } from "../structure";

/**
 * Stores what a form holds: changes what is there, or creates it. While nothing is entered anew, trying again repeats
 * the creation and does not make another: its answer may have been lost on the way.
 *
 * @param kind such as `services`
 * @param id null for what is new
 */
export function saver<T = unknown>(kind: string, id: string | null): (body: object) => Promise<T> {
  let tried = "";
  let idempotencyKey = "";
  return (body) => {
    if (id !== null) {
      return request<T>("PUT", path(`${kind}/${id}`), { body });
    }
    const given = JSON.stringify(body);
    if (given !== tried) {
      tried = given;
      idempotencyKey = newIdempotencyKey();
    }
    return request<T>("POST", path(kind), { body, idempotencyKey });
  };
}
