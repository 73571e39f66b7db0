import { ApiError, newIdempotencyKey } from "../../shared/api";
import { chime } from "../../shared/attention";
import { live } from "../../shared/live";
import type { Ticket } from "../../shared/types";
import { errorText } from "../errors";
import { draw } from "../page";
import { request, token } from "../session";
import { recalled } from "../settings";
import { t } from "../texts";
import { conflictText } from "./conflict";
import { type Place, queueId, servedHere } from "./place";
import { type Action, type Command, type Entry, narrowed, patched, type Queue, type ListName } from "./queue";
import { Turns } from "./turns";
import { type Done, undoOf } from "./undo";

/** The figures of the desk's head; the rest of them is on the screen of figures. */
interface Figures {
  readonly longestWaitSeconds: number | null;
  readonly openCounters: number;
}

export interface Notice {
  readonly text: string;
  /** Somebody else was faster: the next one is a call away. */
  readonly offersNext: boolean;
}

const FIGURES_EVERY_MILLIS = 30_000;

/** What a desk knows and does. Its state is the server's: a snapshot at once, and again whenever it differs. */
export class Desk {
  queue: Queue | null = null;
  connected = true;
  refusal: string | null = null;
  figures: Figures | null = null;
  readonly turns = new Turns();
  notice: Notice | null = null;
  done: Done | null = null;
  tab: ListName = "waiting";

  private readonly end: () => void;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly served: ReadonlySet<string>;
  /** The same one while a call is tried again. */
  private callKey = newIdempotencyKey();
  /** Without a counter: what was called from here. */
  private calledHere: string | null = null;
  private newest = new Map<string, number>();

  constructor(readonly place: Place) {
    this.served = new Set(servedHere(place).map(({ id }) => id));
    this.end = live<Queue>({
      path: `/api/queues/${place.department.id}/events`,
      token,
      onState: (queue) => this.take(queue),
      onConnection: (connection) => {
        this.connected = connection === "connected";
        draw();
      },
      onRefused: (error) => this.refused(error),
    });
    this.timer = setInterval(() => void this.readFigures(), FIGURES_EVERY_MILLIS);
    void this.readFigures();
  }

  leave(): void {
    this.end();
    clearInterval(this.timer);
  }

  /** The desk's own services only. */
  get view(): Queue | null {
    return this.queue === null ? null : narrowed(this.queue, this.served);
  }

  /** Whom this desk has called or serves, of whatever service. */
  get current(): Entry | null {
    const called = this.queue?.called ?? [];
    const { counter } = this.place;
    return called.find((entry) =>
      counter === null ? entry.counter === null && entry.id === this.calledHere : entry.counter?.id === counter.id) ?? null;
  }

  async callNext(): Promise<void> {
    const { counter, service } = this.place;
    const all = service === null && counter !== null;
    const path = all ? `/api/counters/${counter.id}/call-next` : `/api/queues/${queueId(this.place)}/call-next`;
    const body = all ? undefined : { counterId: counter?.id ?? null };
    await this.run("call-next", null, async () => {
      const ticket = await request<Ticket | undefined>("POST", path, { body, idempotencyKey: this.callKey });
      this.callKey = newIdempotencyKey();
      if (ticket === undefined) {
        this.notice = { text: t("nobodyWaits"), offersNext: false };
        return null;
      }
      this.calledHere = ticket.id;
      return ticket;
    });
  }

  async command(command: Command, entry: Entry, body?: unknown): Promise<boolean> {
    return this.run(command, entry, async () => {
      const ticket = await request<Ticket>("POST", `/api/tickets/${entry.id}/${command}`, {
        body: command === "call" ? { counterId: this.place.counter?.id ?? null } : body,
        ifMatch: entry.version,
        idempotencyKey: newIdempotencyKey(),
      });
      if (command === "call") {
        this.calledHere = ticket.id;
      }
      return ticket;
    });
  }

  async undo(): Promise<void> {
    const undo = this.done === null ? null : undoOf(this.done);
    if (this.done === null || undo === null) {
      return;
    }
    const { ticket } = this.done;
    await this.run("undo", null, () =>
      request<Ticket>("POST", `/api/tickets/${ticket.id}/${undo.command}`, {
        body: undo.body,
        ifMatch: ticket.version,
        idempotencyKey: newIdempotencyKey(),
      }));
  }

  /** By the answer to a command of this desk. */
  knowsNewer({ id, version }: Entry): boolean {
    return version < (this.newest.get(id) ?? 0);
  }

  dismiss(): void {
    this.notice = null;
    draw();
  }

  private async run(
    command: Action,
    entry: Entry | null,
    send: () => Promise<Ticket | null>,
  ): Promise<boolean> {
    const over = this.turns.take(command, entry);
    if (over === null) {
      return false;
    }
    this.notice = null;
    draw();
    const went = await this.attempt(async () => {
      const ticket = await send();
      if (ticket !== null) {
        this.done = { command, ticket, before: entry, at: Date.now() };
        this.newest.set(ticket.id, ticket.version);
        this.queue = this.queue === null ? null : patched(this.queue, ticket);
      }
    }, entry);
    over();
    draw();
    void this.readFigures();
    return went;
  }

  private async attempt(work: () => Promise<unknown>, entry: Entry | null = null): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.notice = noticeOf(error, entry);
      const ticket = error instanceof ApiError ? error.problem?.["ticket"] as Ticket | undefined : undefined;
      if (ticket !== undefined && this.queue !== null) {
        this.queue = patched(this.queue, ticket);
      }
      draw();
      return false;
    }
  }

  private take(queue: Queue): void {
    const stale = [...queue.called, ...queue.waiting, ...queue.held, ...queue.missed, ...queue.done]
      .some((entry) => this.knowsNewer(entry));
    if (stale) {
      // Older than an answer we have; a newer one is on its way.
      return;
    }
    this.newest.clear();
    const before = { waiting: this.view?.waiting.length, current: this.current };
    this.queue = queue;
    this.refusal = null;
    const comes = before.waiting === 0 && (this.view?.waiting.length ?? 0) > 0;
    if ((comes || answers(before.current, this.current)) && recalled("chime", true)) {
      chime();
    }
    draw();
  }

  private async refused(error: ApiError): Promise<boolean> {
    if (error.status === 401) {
      // Asking for a token renews it, or ends the session.
      return token().then(() => true, () => false);
    }
    this.refusal = errorText(error);
    draw();
    return false;
  }

  private async readFigures(): Promise<void> {
    try {
      this.figures = await request<Figures>("GET", `/api/queues/${queueId(this.place)}/stats`);
      draw();
    } catch {
      // The lists are what counts; the figures come again in half a minute.
    }
  }
}

/** Whoever was called says that they are coming. */
function answers(before: Entry | null, now: Entry | null): boolean {
  return before !== null && before.id === now?.id && before.confirmedAt === null && now.confirmedAt !== null;
}

function noticeOf(error: unknown, entry: Entry | null): Notice {
  const ticket = error instanceof ApiError && error.status === 409
    ? error.problem?.["ticket"] as Ticket | undefined
    : undefined;
  const moved = error instanceof ApiError && (error.code === "illegal-transition" || error.code === "stale-version");
  return ticket !== undefined && moved
    ? { text: conflictText(ticket), offersNext: entry?.status === "WAITING" || entry === null }
    : { text: errorText(error), offersNext: false };
}
