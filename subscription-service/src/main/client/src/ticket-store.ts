import type { Ticket } from "../nextup-push.d.ts";

/** A ticket of this device. The worker (sw.js) reads and writes the same records. */
export interface StoredTicket extends Ticket {
  /** Endpoint the server was told; null until then, and after the person unsubscribed. */
  boundTo: string | null;
  rememberedAt: number;
}

/** What the worker needs and no page can tell it when it wakes. */
export interface WorkerSettings {
  baseUrl: string;
  /** Application server key of the subscription. */
  publicKey: string | null;
  keyId: string | null;
  /** Until then a subscription may wait for its ticket: the worker must not end it. */
  pendingUntil: number;
}

const DATABASE = "nextup-push";
const TICKETS = "tickets";
const SETTINGS = "settings";

/** IndexedDB, or memory where the browser refuses it. */
export class TicketStore {
  #database: Promise<IDBDatabase | null> | null = null;
  #tickets = new Map<string, StoredTicket>();
  #settings: Partial<WorkerSettings> = {};

  constructor(private readonly now: () => number) {}

  async kept(): Promise<boolean> {
    return (await this.#open()) !== null;
  }

  /** Tickets whose tokens are still good, oldest first. */
  async all(): Promise<StoredTicket[]> {
    const database = await this.#open();
    const tickets =
      database === null ? [...this.#tickets.values()] : await request<StoredTicket[]>(database, TICKETS, "readonly", (s) => s.getAll());
    for (const expired of tickets.filter((ticket) => expiry(ticket.token) <= this.now())) {
      await this.remove(expired.id);
    }
    return tickets
      .filter((ticket) => expiry(ticket.token) > this.now())
      .sort((a, b) => a.rememberedAt - b.rememberedAt);
  }

  async get(id: string): Promise<StoredTicket | null> {
    return (await this.all()).find((ticket) => ticket.id === id) ?? null;
  }

  async put(ticket: StoredTicket): Promise<void> {
    const database = await this.#open();
    this.#tickets.set(ticket.id, ticket);
    if (database !== null) {
      await request(database, TICKETS, "readwrite", (store) => store.put(ticket));
    }
  }

  async remove(id: string): Promise<void> {
    const database = await this.#open();
    this.#tickets.delete(id);
    if (database !== null) {
      await request(database, TICKETS, "readwrite", (store) => store.delete(id));
    }
  }

  async settings(): Promise<Partial<WorkerSettings>> {
    const database = await this.#open();
    if (database === null) {
      return this.#settings;
    }
    return (await request<Partial<WorkerSettings> | undefined>(database, SETTINGS, "readonly", (s) => s.get("worker"))) ?? {};
  }

  async change(settings: Partial<WorkerSettings>): Promise<void> {
    this.#settings = { ...(await this.settings()), ...settings };
    const database = await this.#open();
    if (database !== null) {
      await request(database, SETTINGS, "readwrite", (store) => store.put(this.#settings, "worker"));
    }
  }

  #open(): Promise<IDBDatabase | null> {
    this.#database ??= open().catch(() => null);
    return this.#database;
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(TICKETS, { keyPath: "id" });
      opening.result.createObjectStore(SETTINGS);
    };
    opening.onsuccess = () => {
      // A later version of this library must not wait for an old page to be closed.
      opening.result.onversionchange = () => opening.result.close();
      resolve(opening.result);
    };
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error("Another page holds the database"));
  });
}

function request<T>(
  database: IDBDatabase,
  name: string,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const asked = use(transaction.objectStore(name));
    // A write counts once it is committed: another page or the worker may read it next.
    transaction.oncomplete = () => resolve(asked.result as T);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** When a token ends, in milliseconds; a token that does not say lasts. The server has the last word. */
function expiry(token: string): number {
  try {
    const claims = JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/"))) as { exp?: number };
    return typeof claims.exp === "number" ? claims.exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}
