/** A subscription that waits for its ticket, as `localStorage` keeps it. */
export interface Pending {
  organizationId: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  subscription: PushSubscriptionJSON;
}

const KEY = "pendingPushSubscription";
export const PENDING_MILLIS = 10 * 60 * 1000;

/** One subscription on its way to a ticket. Where storage is refused it waits in memory. */
export class PendingSubscription {
  #memory: string | null = null;
  #kept = true;

  constructor(private readonly now: () => number) {}

  get kept(): boolean {
    return this.#kept;
  }

  put(organizationId: string, subscription: PushSubscriptionJSON): void {
    const pending: Pending = { organizationId, timestamp: this.now(), subscription };
    this.#memory = JSON.stringify(pending);
    this.#try((storage) => storage.setItem(KEY, JSON.stringify(pending)));
  }

  /** What waits; `expired` if it has waited too long, and is gone with this answer. */
  take(): Pending | "expired" | null {
    const stored = this.#try((storage) => storage.getItem(KEY)) ?? (this.#kept ? null : this.#memory);
    if (stored === null) {
      return null;
    }
    const pending = parsed(stored);
    const age = pending === null ? Infinity : this.now() - pending.timestamp;
    // A time in the future is a clock that was set back: nobody knows how long it has waited.
    if (pending === null || age > PENDING_MILLIS || age < 0) {
      this.remove();
      return "expired";
    }
    return pending;
  }

  remove(): void {
    this.#memory = null;
    this.#try((storage) => storage.removeItem(KEY));
  }

  #try<T>(use: (storage: Storage) => T): T | null {
    try {
      return use(window.localStorage);
    } catch {
      this.#kept = false;
      return null;
    }
  }
}

function parsed(text: string): Pending | null {
  try {
    const value = JSON.parse(text) as Partial<Pending> | null;
    return typeof value?.timestamp === "number" &&
      typeof value.organizationId === "string" &&
      typeof value.subscription?.endpoint === "string"
      ? (value as Pending)
      : null;
  } catch {
    return null;
  }
}
