import { ApiError, call, newIdempotencyKey } from "../shared/api";
import { buzz, chime, soundAllowed, soundPossible } from "../shared/attention";
import { live } from "../shared/live";
import { hasEnded, type Ticket, type TicketStatus } from "../shared/types";
import type { PushNews } from "nextup-push";
import type { App } from "./app";
import { isOver } from "./refusal";
import { retried } from "./retried";
import type { Kept } from "./tickets";

/** What a push said while the page was open. */
export interface Popup {
  readonly title: string;
  readonly body: string;
  readonly ticketId: string | null;
}

/**
 * Streams of one tab. Where there is no HTTP/2 a browser opens six connections to a server, for all its tabs: two tabs
 * must leave some for everything else.
 */
const MOST_STREAMS = 2;
/** No push tells of these: what one said before is over. */
const TOLD_BY_NONE: readonly TicketStatus[] = ["SERVING", "COMPLETED"];
/** How often further tickets are asked after. */
const ASK_MILLIS = 5_000;

/** Follows every ticket of this device that may still change, and makes a stir when one is called. */
export class Following {
  readonly #streams = new Map<string, () => void>();
  readonly #lost = new Set<string>();
  #away = false;
  /** Tickets beyond those streams. */
  #asked: readonly string[] = [];
  /** Of all tabs: what was read in one need not be read in another. */
  readonly #read = "BroadcastChannel" in window ? new BroadcastChannel("nextup.popup-read") : null;
  popup: Popup | null = null;

  constructor(private readonly app: App) {
    this.#read?.addEventListener("message", () => this.#hidePopup());
    // A page that may be gone back to is kept by the browser, with its connections.
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", () => this.#comeBack());
    setInterval(() => this.#asked.forEach((id) => void this.#refresh(id)), ASK_MILLIS);
  }

  isLost(id: string): boolean {
    return this.#lost.has(id);
  }

  /** The ticket that is shown comes first; what has ended or was removed is not followed any more. */
  follow(): void {
    if (this.#away) {
      return;
    }
    const shown = this.app.view.kind === "ticket" ? this.app.view.id : null;
    const all = this.app.tickets.followed().sort((a, b) => Number(b.ticket.id === shown) - Number(a.ticket.id === shown));
    const active = new Map(all.slice(0, MOST_STREAMS).map((kept) => [kept.ticket.id, kept]));
    this.#asked = all.slice(MOST_STREAMS).map(({ ticket }) => ticket.id);
    for (const [id, end] of this.#streams) {
      if (!active.has(id)) {
        end();
        this.#streams.delete(id);
        this.#lost.delete(id);
      }
    }
    for (const [id, kept] of active) {
      if (!this.#streams.has(id)) {
        this.#streams.set(id, this.#open(id, kept));
      }
    }
  }

  #leave(): void {
    this.#away = true;
    this.#streams.forEach((end) => end());
    this.#streams.clear();
  }

  #comeBack(): void {
    if (this.#away) {
      this.#away = false;
      this.follow();
    }
  }

  #open(id: string, { token }: Kept): () => void {
    return live<Ticket>({
      path: `/api/tickets/${id}/events`,
      token: () => token,
      onState: (ticket) => this.take(ticket),
      onConnection: (connection) => {
        const before = this.#lost.has(id);
        connection === "lost" ? this.#lost.add(id) : this.#lost.delete(id);
        if (before !== this.#lost.has(id)) {
          this.app.changed();
        }
      },
      onRefused: (error) => !this.#ended(id, error),
    });
  }

  /** Expired or deleted: nobody will tell more of it. Any other refusal passes, and what was known stays. */
  #ended(id: string, error: ApiError): boolean {
    const kept = this.app.tickets.get(id);
    if (kept !== null && !isOver(error, kept.token)) {
      return false;
    }
    if (kept !== null && !hasEnded(kept.ticket.status)) {
      this.take({ ...kept.ticket, status: "EXPIRED", position: null, ahead: null, estimatedWait: null });
    }
    return true;
  }

  /** The state of a ticket, from its stream or as the answer of a command. */
  take(ticket: Ticket, left = false): void {
    const before = this.app.tickets.latest(ticket.id);
    const called = ticket.status === "CALLED" && before !== null && ticket.callCount > before.announced;
    const after = this.app.tickets.update(ticket.id, ticket, {
      ...(left ? { left } : {}),
      ...(called ? { announced: ticket.callCount } : {}),
    });
    if (after === null) {
      return;
    }
    if (this.popup?.ticketId === ticket.id && TOLD_BY_NONE.includes(ticket.status)) {
      this.popup = null;
    }
    if (called) {
      void announce(ticket);
      this.#bringToFront(ticket.id);
    }
    if (hasEnded(ticket.status) && !this.app.tickets.mayComeBack(ticket)) {
      void this.app.push.ended(ticket.id);
    }
    this.follow();
    this.app.changed();
  }

  /** A call is looked at at once, whichever ticket was open. */
  #bringToFront(id: string): void {
    if (this.app.view.kind === "ticket" && this.app.view.id !== id) {
      this.app.go({ ticket: id });
    }
  }

  async command(kept: Kept, name: "cancel" | "confirm" | "delay", body?: { places: number }): Promise<void> {
    const { id } = kept.ticket;
    const options = { token: kept.token, idempotencyKey: newIdempotencyKey(), ...(body ? { body } : {}) };
    try {
      this.take(await retried(() => call<Ticket>("POST", `/api/tickets/${id}/${name}`, options)), name === "cancel");
    } catch (error) {
      const actual = error instanceof ApiError ? error.problem?.["ticket"] as Ticket | undefined : undefined;
      if (actual?.id === id) {
        this.take(actual);
      }
      throw error;
    }
  }

  /** The worker shows a notification, or one was clicked, while this page is open. */
  heard({ event, title, body, data, inFront }: PushNews): void {
    const ticketId = typeof data["ticketId"] === "string" ? data["ticketId"] : null;
    if (event === "clicked") {
      // Other tabs stay where they are: somebody may look at another ticket there.
      if (inFront && ticketId !== null && this.app.tickets.get(ticketId) !== null) {
        this.app.go({ ticket: ticketId });
      }
      return;
    }
    this.popup = { title, body, ticketId };
    void this.#refresh(ticketId);
    this.app.changed();
  }

  dismiss(): void {
    this.#read?.postMessage(null);
    this.#hidePopup();
  }

  #hidePopup(): void {
    this.popup = null;
    this.app.changed();
  }

  /** A push may come before the stream has noticed that it was cut off. */
  async #refresh(ticketId: string | null): Promise<void> {
    const kept = ticketId === null ? null : this.app.tickets.get(ticketId);
    if (kept !== null) {
      const { id } = kept.ticket;
      const ticket = await call<Ticket>("GET", `/api/tickets/${id}`, { token: kept.token }).catch((error: ApiError) => {
        this.#ended(id, error);
        return null;
      });
      if (ticket !== null) {
        this.take(ticket);
      }
    }
  }
}

/** For so long the other tabs of a device leave a call to the one that announces it. */
const ANNOUNCED_MILLIS = 3_000;

/** One sound per call and device, by a tab that has been tapped: the others must not sound, by the browser's rules. */
async function announce({ id, callCount }: Ticket): Promise<void> {
  if (soundPossible() && !soundAllowed()) {
    return;
  }
  const sound = () => {
    chime();
    buzz();
  };
  if (!("locks" in navigator)) {
    return sound();
  }
  await navigator.locks.request(`nextup.call.${id}.${callCount}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) {
      sound();
      await new Promise((resolve) => setTimeout(resolve, ANNOUNCED_MILLIS));
    }
  });
}
