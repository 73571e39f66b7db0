import type * as Library from "nextup-push";
import type { PushNews } from "nextup-push";
import type { Kept } from "./tickets";

type Client = typeof Library.default;

/**
 * - `on`: the server knows this browser for the ticket
 * - `off`: it could, after a tap
 * - `unavailable`: the notification service was not reached
 */
export type Reach = "checking" | "on" | "off" | "denied" | "unsupported" | "needs-home-screen" | "unavailable";

export interface Preferences {
  readonly notifyAhead: number | null;
  /** Masked. */
  readonly phone: string | null;
  readonly whatsapp: boolean;
  readonly sms: boolean;
}

export interface PreferenceChange {
  readonly notifyAhead?: number;
  readonly customerPhone?: string | null;
  readonly whatsappFallback?: boolean;
  readonly smsFallback?: boolean;
}

/** The client of subscription-service. No constant: the bundler would look for a file of ours. */
const LIBRARY = ["", "client", "v1", "nextup-push.js"].join("/");
/** The push worker of subscription-service, and this app's offline cache. */
const WORKER = "/worker.js";
/** A browser whose push service does not answer must not keep anybody from a ticket. */
const PATIENCE_MILLIS = 6_000;

/** Web Push, as far as this page needs it. Nothing here ever throws: without notifications the page still works. */
export class Push {
  #client: Promise<Client | null> | null = null;
  #hear: (news: PushNews) => void = () => undefined;

  /** @param hear is told what the worker shows while this page is open */
  start(kept: readonly Kept[], hear: (news: PushNews) => void): void {
    this.#hear = hear;
    allowWorker();
    // Also without push: it is what opens this page when there is no network. The client registers the same.
    navigator.serviceWorker?.register(WORKER, { updateViaCache: "none" }).catch(() => undefined);
    void this.#loaded(kept);
  }

  /**
   * Asks the person and subscribes this browser, before there is a ticket. Call it first in a click's handler.
   *
   * @returns when it is done, was refused, or takes too long to wait for; `subscribed` later still counts
   */
  async prepare(organizationId: string): Promise<void> {
    const client = await this.#ready();
    if (client === null || (await client.requestPermission().catch(() => "denied")) !== "granted") {
      return;
    }
    await within(PATIENCE_MILLIS, client.initializePushNotifications(organizationId).catch(() => null));
  }

  /** Tells the server to notify this browser about the ticket, if it is subscribed. */
  async associate(kept: Kept): Promise<boolean> {
    const client = await this.#ready();
    if (client === null) {
      return false;
    }
    await client.rememberTicket(asked(kept)).catch(() => false);
    if (!(await within(PATIENCE_MILLIS, client.hasActivePushSubscription()))) {
      return false;
    }
    return (await within(PATIENCE_MILLIS, client.associateSubscriptionWithTicket(kept.ticket.id).catch(() => false))) ?? false;
  }

  async turnOn(kept: Kept): Promise<boolean> {
    await this.prepare(kept.brand.id);
    return this.associate(kept);
  }

  async reach(ticketId: string): Promise<Reach> {
    const client = await this.#ready();
    if (client === null) {
      return "serviceWorker" in navigator && "PushManager" in window ? "unavailable" : "unsupported";
    }
    const permission = client.getPermissionStatus();
    switch (permission) {
      case "denied":
      case "unsupported":
      case "needs-home-screen":
        return permission;
      case "default":
        return "off";
      case "granted": {
        const bound = (await client.tickets()).some(({ id, associated }) => id === ticketId && associated);
        return bound && (await within(PATIENCE_MILLIS, client.hasActivePushSubscription())) ? "on" : "off";
      }
    }
  }

  /** What the browser would say to a question now, without one. */
  async permission(): Promise<Reach> {
    const status = (await this.#ready())?.getPermissionStatus() ?? "unavailable";
    return status === "granted" || status === "default" ? "off" : status;
  }

  async test(ticketId: string): Promise<boolean> {
    const client = await this.#ready();
    return (await client?.sendTestNotification(ticketId).catch(() => false)) ?? false;
  }

  async preferences(ticketId: string): Promise<Preferences | null> {
    const client = await this.#ready();
    const found = await client?.getNotificationPreferences(ticketId).catch(() => null);
    return found == null
      ? null
      : {
        notifyAhead: found.notify_ahead,
        phone: found.customer_phone,
        whatsapp: found.whatsapp_fallback,
        sms: found.sms_fallback,
      };
  }

  /** @returns null if it is saved, else the code of the problem */
  async prefer(ticketId: string, change: PreferenceChange): Promise<string | null> {
    const client = await this.#ready();
    const saved = await client?.updateNotificationPreferences(ticketId, change).catch(() => false);
    return saved ? null : client?.lastError?.problem ?? "network";
  }

  /** The ticket is over: its notifications end too. */
  async ended(ticketId: string): Promise<void> {
    await (await this.#ready())?.ticketEnded(ticketId).catch(() => undefined);
  }

  #ready(): Promise<Client | null> {
    return this.#client ?? this.#loaded([]);
  }

  #loaded(kept: readonly Kept[]): Promise<Client | null> {
    this.#client = this.#load(kept).catch(() => {
      // Without network, or while the service is away: the next question tries again.
      this.#client = null;
      return null;
    });
    return this.#client;
  }

  async #load(kept: readonly Kept[]): Promise<Client> {
    const { default: client } = await import(LIBRARY) as typeof Library;
    client.onNotification((news) => this.#hear(news));
    for (const each of kept) {
      await client.rememberTicket(asked(each)).catch(() => false);
    }
    void client.initialize({ workerUrl: WORKER });
    return client;
  }
}

function asked({ ticket, token }: Kept): { id: string; organizationId: string; token: string } {
  return { id: ticket.id, organizationId: ticket.organizationId, token };
}

function within<T>(millis: number, work: Promise<T>): Promise<T | null> {
  return Promise.race([work, new Promise<null>((resolve) => setTimeout(resolve, millis, null))]);
}

/** Trusted Types: of all addresses, a worker may be started from this one. */
function allowWorker(): void {
  const { trustedTypes } = window as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown };
  };
  trustedTypes?.createPolicy("default", { createScriptURL: (url) => (url === WORKER ? url : null) });
}
