import { ApiError, type CallOptions, call, errorOf, send } from "../shared/api";

/**
 * Who is signed in. The access token lives in memory only; the cookie that renews it is out of reach of scripts. A
 * renewal uses up its cookie, so tabs renew one after the other.
 */

export interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organizationId: string;
}

export type Role = "employee" | "manager" | "admin";

interface Login {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly member: Member;
}

interface Claims {
  readonly iat?: number;
  readonly branches?: readonly string[];
  readonly departments?: readonly string[];
}

interface Session {
  readonly token: string;
  readonly member: Member;
  readonly claims: Claims;
  /** By this device's clock. */
  readonly renewAt: number;
}

const RANKS: readonly Role[] = ["employee", "manager", "admin"];
const RENEW_BEFORE_MILLIS = 60_000;

let session: Session | null = null;
let clockAhead = 0;
let renewal: Promise<Session> | null = null;
let ended: (signedOut: boolean) => void = () => undefined;

/** @param listener called when a session that was there is over; true if the member wanted that */
export function onSessionEnd(listener: (signedOut: boolean) => void): void {
  ended = listener;
}

export function member(): Member {
  if (session === null) {
    throw new Error("Nobody is signed in");
  }
  return session.member;
}

export function mayAs(role: Role): boolean {
  return session !== null && RANKS.indexOf(session.member.role) >= RANKS.indexOf(role);
}

/** Whether the member works for this department; those without a scope work for all. */
export function worksFor(department: { readonly id: string; readonly branchId: string }): boolean {
  const { branches = [], departments = [] } = session?.claims ?? {};
  return branches.length + departments.length === 0
    || branches.includes(department.branchId)
    || departments.includes(department.id);
}

/** What the server's clock says, as milliseconds: times it sends are compared with this. */
export function serverNow(): number {
  return Date.now() - clockAhead;
}

export async function login(email: string, password: string): Promise<void> {
  accept(await call<Login>("POST", "/api/auth/login", { body: { email, password }, credentials: "same-origin" }));
}

/** @returns whether the cookie of an earlier visit was still good */
export async function restore(): Promise<boolean> {
  try {
    await renew();
    return true;
  } catch (error) {
    if (error instanceof ApiError && !error.transient) {
      return false;
    }
    throw error;
  }
}

export async function logout(): Promise<void> {
  await call("POST", "/api/auth/logout", { credentials: "same-origin" });
  session = null;
  ended(true);
}

/** Ends every session of the member, but for this one, which the answer's cookie renews. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const body = { currentPassword, newPassword };
  await call("POST", "/api/auth/change-password", { body, token: await token(), credentials: "same-origin" });
}

/** @returns a token with a minute to live at least, renewed if need be */
export async function token(): Promise<string> {
  if (session !== null && Date.now() < session.renewAt) {
    return session.token;
  }
  return (await renew()).token;
}

/** As `call`, in the name of the member. A token that was refused is renewed once. */
export async function request<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  return withToken((current) => call<T>(method, path, { ...options, token: current }));
}

/** What is no JSON, such as a table or a picture, as the server names and sends it. */
export async function requestFile(path: string, accept: string): Promise<Response> {
  return withToken(async (current) => {
    const headers = { Accept: accept, Authorization: `Bearer ${current}` };
    const answer = await send(path, { headers, cache: "no-store", credentials: "omit" });
    if (!answer.ok) {
      throw await errorOf(answer);
    }
    return answer;
  });
}

/** Sends a file as it is. */
export async function sendFile<T>(method: string, path: string, file: Blob): Promise<T> {
  return withToken(async (current) => {
    const headers = { Authorization: `Bearer ${current}`, "Content-Type": file.type || "application/octet-stream" };
    const answer = await send(path, { method, headers, body: file, credentials: "omit" });
    if (!answer.ok) {
      throw await errorOf(answer);
    }
    return await answer.json() as T;
  });
}

async function withToken<T>(use: (token: string) => Promise<T>): Promise<T> {
  try {
    return await use(await token());
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return use((await renew()).token);
    }
    throw error;
  }
}

function renew(): Promise<Session> {
  renewal ??= alone(() => call<Login>("POST", "/api/auth/refresh", { credentials: "same-origin" }))
    .then(accept)
    .catch((error: unknown) => {
      if (session !== null && error instanceof ApiError && error.status === 401) {
        session = null;
        ended(false);
      }
      throw error;
    })
    .finally(() => (renewal = null));
  return renewal;
}

/** Locks exist where the page came over TLS or from this machine; elsewhere one tab has to do. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("nextup.session", work) as Promise<T> : work();
}

function accept(login: Login): Session {
  const claims = claimsOf(login.accessToken);
  if (claims.iat !== undefined) {
    // Told in whole seconds: half of one is the smallest mistake.
    clockAhead = Date.now() - claims.iat * 1000 - 500;
  }
  const another = session !== null && session.member.id !== login.member.id;
  session = {
    token: login.accessToken,
    member: login.member,
    claims,
    renewAt: Date.parse(login.expiresAt) + clockAhead - RENEW_BEFORE_MILLIS,
  };
  if (another) {
    // Somebody else signed in, in another tab: what is shown here is not theirs.
    location.reload();
  }
  return session;
}

/** Read, not verified: the server decides; this only spares people choices that it would refuse. */
function claimsOf(jwt: string): Claims {
  try {
    const part = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(part), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  } catch {
    return {};
  }
}
