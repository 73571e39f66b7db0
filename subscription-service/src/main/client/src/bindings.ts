import type { PushOptions, Ticket } from "../nextup-push.d.ts";
import type { Api } from "./api.ts";
import { isSupported, permission } from "./browser.ts";
import type { Device } from "./device.ts";
import { PENDING_MILLIS, type PendingSubscription } from "./pending.ts";
import { PushError } from "./push-error.ts";
import type { StoredTicket, TicketStore } from "./ticket-store.ts";

const ENDED = ["COMPLETED", "CANCELLED", "EXPIRED"];

/** Refusals that a new subscription of this browser mends: an old key, an old subscription. */
const RENEWABLE = ["vapid-key-retired", "subscription-expired"];

/** Which tickets of this device the server notifies, and by which subscription. */
export class Bindings {
  constructor(
    private readonly api: Api,
    private readonly store: TicketStore,
    private readonly device: Device,
    private readonly pending: PendingSubscription,
    private readonly options: PushOptions,
    private readonly now: () => number,
  ) {}

  async remember({ id, organizationId, token }: Ticket): Promise<StoredTicket> {
    if (![id, organizationId, token].every((text) => typeof text === "string" && text !== "")) {
      throw new PushError("unknown-ticket", "A ticket has an id, an organizationId and a token.");
    }
    const known = await this.store.get(id);
    const ticket = {
      id,
      organizationId,
      token,
      boundTo: known?.boundTo ?? null,
      rememberedAt: known?.rememberedAt ?? this.now(),
    };
    await this.store.put(ticket);
    return ticket;
  }

  /** @throws PushError `unknown-ticket` */
  async ticket(id: string): Promise<StoredTicket> {
    const known = await this.store.get(id);
    if (known !== null) {
      return known;
    }
    const given = await this.options.ticketFor?.(id);
    if (given == null) {
      throw new PushError("unknown-ticket", "Call rememberTicket with the answer of POST /api/tickets first.");
    }
    return this.remember(given);
  }

  async bound(): Promise<StoredTicket[]> {
    return (await this.store.all()).filter((ticket) => ticket.boundTo !== null);
  }

  /** The subscription waits for its ticket; the worker must know, so that it does not end it meanwhile. */
  async await(organizationId: string, subscription: PushSubscription): Promise<void> {
    this.pending.put(organizationId, subscription.toJSON());
    await this.store.change({ pendingUntil: this.now() + PENDING_MILLIS });
  }

  async waitNoMore(): Promise<void> {
    this.pending.remove();
    await this.store.change({ pendingUntil: 0 });
  }

  /** A subscription with the server's current key, and every ticket that was served before is served by it. */
  async renew(): Promise<PushSubscription> {
    const subscription = await this.device.subscribe();
    for (const ticket of (await this.bound()).filter(({ boundTo }) => boundTo !== subscription.endpoint)) {
      // One that fails is tried again at the next load.
      await this.bind(ticket, subscription.toJSON()).catch(() => undefined);
    }
    return subscription;
  }

  /** Binds a ticket to the subscription that waits for it, or to the one the device has. */
  async associate(ticket: StoredTicket): Promise<void> {
    try {
      await this.bind(ticket, await this.#waitingOrLive());
    } catch (error) {
      if (!(error instanceof PushError && RENEWABLE.includes(error.problem ?? ""))) {
        throw error;
      }
      await this.bind(ticket, (await this.renew()).toJSON());
    }
    await this.waitNoMore();
  }

  async bind(ticket: StoredTicket, subscription: PushSubscriptionJSON): Promise<void> {
    const { keyId = null } = await this.store.settings();
    try {
      await this.api.subscribe(ticket, subscription, keyId);
    } catch (error) {
      if (error instanceof PushError && error.code === "ticket-ended") {
        await this.forget(ticket.id);
      }
      throw error;
    }
    await this.store.put({ ...ticket, boundTo: subscription.endpoint ?? null });
  }

  async forget(ticketId: string): Promise<void> {
    await this.store.remove(ticketId);
    await this.#endIfUnused();
  }

  /** What changed while no page was open. */
  async resync(): Promise<void> {
    await Promise.all((await this.store.all()).map((ticket) => this.#forgetIfEnded(ticket)));
    await this.#endIfUnused();
    if ((await this.bound()).length > 0 && permission() === "granted") {
      await this.renew();
      // Its push service told the server that it has ended: the same once more would reach nobody.
      if ((await Promise.all((await this.bound()).map((ticket) => this.#isSilent(ticket)))).includes(true)) {
        await this.device.end();
        await this.renew();
      }
    }
  }

  /** Whether the server sends nothing to this device, though the person wants it. */
  async #isSilent(ticket: StoredTicket): Promise<boolean> {
    const held = await this.api.held(ticket).catch(() => null);
    return held !== null && held.activeSubscriptions === 0 && !held.preferences.push_denied;
  }

  async #forgetIfEnded(ticket: StoredTicket): Promise<void> {
    try {
      if (ENDED.includes(await this.api.status(ticket))) {
        await this.store.remove(ticket.id);
      }
    } catch (error) {
      // Any other failure says nothing about the ticket.
      if (error instanceof PushError && (error.status === 401 || error.problem === "unknown-ticket")) {
        await this.store.remove(ticket.id);
      }
    }
  }

  /** A subscription without a ticket would be a lasting address of the device. */
  async #endIfUnused(): Promise<void> {
    const waiting = this.pending.take();
    const waits = waiting !== null && waiting !== "expired";
    // Where storage is refused nobody knows of the tickets of an earlier page.
    if (!waits && (await this.store.kept()) && (await this.store.all()).length === 0) {
      await this.device.end();
    }
  }

  async #waitingOrLive(): Promise<PushSubscriptionJSON> {
    const waiting = this.pending.take();
    if (waiting === "expired") {
      await this.waitNoMore();
      if ((await this.bound()).length === 0) {
        await this.device.end();
      }
    }
    // The browser may have renewed its subscription while the other waited.
    const live = isSupported() ? await this.device.current() : null;
    if (live !== null) {
      return live.toJSON();
    }
    if (waiting === "expired") {
      throw new PushError("pending-expired", "The subscription waited over ten minutes for its ticket; ask again.");
    }
    if (waiting === null) {
      throw new PushError("not-subscribed", "Call initializePushNotifications first.");
    }
    return waiting.subscription;
  }
}
