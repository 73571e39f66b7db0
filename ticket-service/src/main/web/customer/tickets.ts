import { hasEnded, type IssuedTicket, type Organization, type Ticket } from "../shared/types";

/** Of an organisation, what a ticket's page needs when there is no network. */
export interface Brand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly logoUrl: string | null;
  readonly primaryColor: string | null;
  readonly languages: readonly string[];
}

/** A ticket of this device, as it was known last. */
export interface Kept {
  readonly ticket: Ticket;
  /** Proves the ticket. It stands nowhere but here and in the push client's own store: in no address, in no log. */
  readonly token: string;
  readonly brand: Brand;
  /** Branch and department, for people. */
  readonly place: string;
  readonly updatedAt: string;
  /** The holder left with this device; the API does not tell who cancelled. */
  readonly left: boolean;
  /** The latest call that was announced here: `callCount` of the ticket. */
  readonly announced: number;
}

const KEY = "nextup.tickets";
/** How long an ended ticket stays to be looked at. */
const ENDED_KEPT_MILLIS = 12 * 60 * 60 * 1000;

const UNDO_MILLIS = 10 * 60 * 1000;

/**
 * The tickets of this device, newest first, in `localStorage`, so that they survive a reload, a restart and a lost
 * connection. Where storage is refused they last as long as the page.
 */
export class Tickets {
  #kept: Kept[];

  constructor(private readonly now: () => number = Date.now) {
    this.#kept = this.#read() ?? [];
    this.#kept = this.#kept.filter((kept) => !this.#isOld(kept));
  }

  all(): readonly Kept[] {
    return this.#kept;
  }

  active(): Kept[] {
    return this.#kept.filter(({ ticket }) => !hasEnded(ticket.status));
  }

  /** Those that may still change: staff can undo a completion for ten minutes. */
  followed(): Kept[] {
    return this.#kept.filter(({ ticket }) => !hasEnded(ticket.status) || this.mayComeBack(ticket));
  }

  mayComeBack({ status, completedAt }: Ticket): boolean {
    return status === "COMPLETED" && completedAt !== null && this.now() - Date.parse(completedAt) < UNDO_MILLIS;
  }

  get(id: string): Kept | null {
    return this.#kept.find(({ ticket }) => ticket.id === id) ?? null;
  }

  /** As `get`, with what other tabs have written since. */
  latest(id: string): Kept | null {
    this.#reread();
    return this.get(id);
  }

  put(kept: Kept): void {
    this.#reread();
    const others = this.#kept.filter(({ ticket }) => ticket.id !== kept.ticket.id);
    const place = this.#kept.findIndex(({ ticket }) => ticket.id === kept.ticket.id);
    others.splice(Math.max(place, 0), 0, kept);
    this.#write(others);
  }

  /** Takes over what the server says, unless something newer is known already. */
  update(id: string, ticket: Ticket, change: Partial<Pick<Kept, "left" | "announced">> = {}): Kept | null {
    this.#reread();
    const known = this.get(id);
    if (known === null || ticket.version < known.ticket.version) {
      return known;
    }
    const updated = { ...known, ...change, ticket, updatedAt: new Date(this.now()).toISOString() };
    this.put(updated);
    return updated;
  }

  remove(id: string): void {
    this.#reread();
    this.#write(this.#kept.filter(({ ticket }) => ticket.id !== id));
  }

  /** Other tabs of this device change them too. */
  onOtherTab(listener: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === KEY) {
        this.#reread();
        listener();
      }
    });
  }

  #isOld({ ticket, updatedAt }: Kept): boolean {
    return hasEnded(ticket.status) && this.now() - Date.parse(updatedAt) > ENDED_KEPT_MILLIS;
  }

  #reread(): void {
    this.#kept = this.#read() ?? this.#kept;
  }

  #read(): Kept[] | null {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Kept[];
    } catch {
      return null;
    }
  }

  #write(kept: Kept[]): void {
    this.#kept = kept;
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Refused or full: `#kept` has it until the page is closed.
    }
  }
}

export function keep(issued: IssuedTicket, organization: Organization, now: Date): Kept {
  const { token, ...known } = issued;
  const nothingYet = {
    calledAt: null,
    counter: null,
    callCount: 0,
    completedAt: null,
    currentlyServing: null,
    confirmedAt: null,
    // What a new ticket has; the first news of it says what a claimed one has left.
    delaysLeft: 3,
  };
  return {
    ticket: { ...nothingYet, ...known },
    token,
    brand: brandOf(organization),
    place: placeOf(organization, issued),
    updatedAt: now.toISOString(),
    left: false,
    announced: 0,
  };
}

export function brandOf({ id, slug, name, logoUrl, primaryColor, languages }: Organization): Brand {
  return { id, slug, name, logoUrl, primaryColor, languages };
}

/** A branch is named only where there is more than one. */
function placeOf(organization: Organization, { branchId, departmentId }: IssuedTicket): string {
  const branch = organization.branches.find(({ id }) => id === branchId);
  const department = branch?.departments.find(({ id }) => id === departmentId);
  const names = [organization.branches.length > 1 ? branch?.name : undefined, department?.name];
  return names.filter((name) => name !== undefined).join(" · ");
}
