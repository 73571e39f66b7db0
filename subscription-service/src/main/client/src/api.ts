import type { NotificationPreferences } from "../nextup-push.d.ts";
import { PushError } from "./push-error.ts";
import type { StoredTicket } from "./ticket-store.ts";

/** Pauses before the second and the third try. */
const RETRY_MILLIS = [1000, 2000];
/** One try: a phone that changes from Wi-Fi to mobile leaves requests hanging. */
const TRY_MILLIS = 10_000;

export interface VapidKey {
  publicKey: string;
  keyId: string;
}

/** What the server holds for a ticket. */
export interface Held {
  preferences: NotificationPreferences;
  /** 0 or 1. */
  activeSubscriptions: number;
}

type TicketAccess = Pick<StoredTicket, "id" | "organizationId" | "token">;

/** The calls to the server. Everything that goes wrong is a `PushError`. */
export class Api {
  constructor(
    private readonly base: () => string,
    private readonly delay: (milliseconds: number) => Promise<void>,
  ) {}

  async vapidKey(): Promise<VapidKey> {
    return (await this.#withRetries("GET", "/api/notifications/vapid-public-key")) as VapidKey;
  }

  async subscribe(ticket: TicketAccess, subscription: PushSubscriptionJSON, keyId: string | null): Promise<void> {
    const { endpoint, expirationTime = null, keys } = subscription;
    await this.#withRetries("POST", "/api/notifications/subscribe", ticket, {
      organizationId: ticket.organizationId,
      ticketId: ticket.id,
      subscription: { endpoint, expirationTime, keys },
      userAgent: navigator.userAgent,
      keyId,
    });
  }

  async held(ticket: TicketAccess): Promise<Held> {
    const asked = new URLSearchParams({ organizationId: ticket.organizationId, ticketId: ticket.id });
    return (await this.#once("GET", `/api/notifications/subscribe?${asked}`, ticket)) as Held;
  }

  async preferences(ticket: TicketAccess): Promise<NotificationPreferences> {
    return (await this.held(ticket)).preferences;
  }

  async prefer(ticket: TicketAccess, changes: Record<string, unknown>): Promise<void> {
    await this.#once("PUT", "/api/notifications/subscribe", ticket, {
      organizationId: ticket.organizationId,
      ticketId: ticket.id,
      ...changes,
    });
  }

  async test(ticket: TicketAccess): Promise<void> {
    await this.#once("POST", "/api/notifications/test", ticket, { organizationId: ticket.organizationId, ticketId: ticket.id });
  }

  /** Status of the ticket, such as `WAITING`. */
  async status(ticket: TicketAccess): Promise<string> {
    return ((await this.#once("GET", `/api/tickets/${encodeURIComponent(ticket.id)}`, ticket)) as { status: string }).status;
  }

  async #withRetries(method: string, path: string, ticket?: TicketAccess, body?: object): Promise<unknown> {
    for (const pause of RETRY_MILLIS) {
      try {
        return await this.#once(method, path, ticket, body);
      } catch (error) {
        if (!mayPass(error)) {
          throw error;
        }
        await this.delay(pause);
      }
    }
    return this.#once(method, path, ticket, body);
  }

  async #once(method: string, path: string, ticket?: TicketAccess, body?: object): Promise<unknown> {
    const headers = new Headers({ Accept: "application/json" });
    if (ticket !== undefined) {
      headers.set("Authorization", `Bearer ${ticket.token}`);
    }
    const init: RequestInit = { method, headers, credentials: "omit", cache: "no-store" };
    if (body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(body);
    }
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), TRY_MILLIS);
    try {
      const response = await fetch(this.base() + path, { ...init, signal: timeout.signal });
      return response.ok ? await content(response) : await refuse(response);
    } catch (cause) {
      throw cause instanceof PushError ? cause : new PushError("network", `${method} ${path} was not answered.`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

async function content(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

async function refuse(response: Response): Promise<never> {
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
  const message = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  const options = { status: response.status, ...(problem.code === undefined ? {} : { problem: problem.code }) };
  throw new PushError(problem.code === "ticket-ended" ? "ticket-ended" : "refused", message, options);
}

/** Whether the same request may succeed a little later. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof PushError &&
    (error.code === "network" || error.status === 408 || error.status === 429 || (error.status !== null && error.status >= 500))
  );
}
