import type { CounterRef, Ticket, TicketStatus } from "../../shared/types";

/** A queue as staff see it: `GET /api/queues/{id}`. */

export interface Reach {
  readonly state: "sent" | "shown" | "clicked" | "failed";
  /** The way the newest notification took, or was to take. */
  readonly channel: "push" | "whatsapp" | "sms";
}

export interface Entry {
  readonly id: string;
  readonly number: string;
  readonly status: TicketStatus;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly position: number | null;
  readonly createdAt: string;
  readonly calledAt: string | null;
  readonly completedAt?: string | null;
  readonly counter: CounterRef | null;
  readonly callCount: number;
  readonly priority: number;
  readonly recallsLeft: number | null;
  readonly confirmedAt: string | null;
  readonly reach?: Reach | null;
  readonly version: number;
}

export interface QueueService {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly open: boolean;
  readonly services: readonly QueueService[];
  readonly waiting: readonly Entry[];
  readonly called: readonly Entry[];
  readonly held: readonly Entry[];
  readonly missed: readonly Entry[];
  /** Completed, latest first; the last of the day only. */
  readonly done: readonly Entry[];
  readonly counts: Counts;
}

export interface Counts {
  readonly waiting: number;
  readonly called: number;
  readonly serving: number;
  readonly held: number;
  readonly missed: number;
}

export type ListName = "waiting" | "held" | "missed" | "done";
export const LISTS: readonly ListName[] = ["waiting", "held", "missed", "done"];

export type Command =
  | "call" | "recall" | "serve" | "complete" | "skip" | "hold" | "requeue" | "transfer" | "cancel";

/** What a desk can have on its way. */
export type Action = Command | "call-next" | "undo";

/** The table of legal moves, as the contract has it. What time forbids is not in it. */
const LEGAL: Readonly<Record<TicketStatus, readonly Command[]>> = {
  WAITING: ["call", "hold", "skip", "transfer", "cancel"],
  CALLED: ["serve", "recall", "complete", "skip", "hold", "requeue", "transfer", "cancel"],
  SERVING: ["complete", "transfer"],
  HELD: ["call", "requeue", "transfer", "cancel"],
  NO_SHOW: ["call", "requeue"],
  COMPLETED: ["requeue"],
  CANCELLED: [],
  EXPIRED: [],
};

/** How long a completed ticket can be brought back, and an action be undone. */
export const UNDO_SECONDS = 600;

export function legal(entry: Entry, secondsSinceEnd: number): readonly Command[] {
  return entry.status === "COMPLETED" && secondsSinceEnd >= UNDO_SECONDS ? [] : LEGAL[entry.status];
}

/** Only what concerns these services. */
export function narrowed(queue: Queue, serviceIds: ReadonlySet<string>): Queue {
  const own = (entries: readonly Entry[]) => entries.filter(({ serviceId }) => serviceIds.has(serviceId));
  if (queue.services.every(({ id }) => serviceIds.has(id))) {
    return queue;
  }
  const [waiting, called, held, missed] = [own(queue.waiting), own(queue.called), own(queue.held), own(queue.missed)];
  const services = queue.services.filter(({ id }) => serviceIds.has(id));
  const serving = called.filter(({ status }) => status === "SERVING").length;
  return {
    ...queue,
    open: services.some(({ open }) => open),
    services,
    waiting: waiting.map((entry, index) => ({ ...entry, position: index + 1 })),
    called,
    held,
    missed,
    done: own(queue.done),
    counts: {
      waiting: waiting.length,
      called: called.length - serving,
      serving,
      held: held.length,
      missed: missed.length,
    },
  };
}

/** The queue with what a command's answer says of a ticket, until the stream tells all of it. */
export function patched(queue: Queue, ticket: Ticket): Queue {
  const before = entries(queue).find(({ id }) => id === ticket.id);
  const without = (list: readonly Entry[]) => list.filter(({ id }) => id !== ticket.id);
  const { id, number, status, serviceId, serviceName, position, createdAt, calledAt, counter, callCount } = ticket;
  const { completedAt, confirmedAt, version } = ticket;
  const entry: Entry = {
    priority: before?.priority ?? 0,
    recallsLeft: before?.recallsLeft ?? null,
    reach: before?.reach ?? null,
    ...{ id, number, status, serviceId, serviceName, position, createdAt, calledAt, counter, callCount },
    ...{ completedAt, confirmedAt, version },
  };
  const lists = {
    waiting: without(queue.waiting),
    called: without(queue.called),
    held: without(queue.held),
    missed: without(queue.missed),
    done: without(queue.done),
  };
  const list = listOf(status);
  const changed = list === null ? lists : { ...lists, [list]: inserted(lists[list], entry) };
  return { ...queue, ...changed, counts: recounted(queue, changed) };
}

/** Lists end after their first 500; counts do not. */
function recounted(queue: Queue, now: Pick<Queue, "waiting" | "called" | "held" | "missed">): Counts {
  const serving = now.called.filter(({ status }) => status === "SERVING").length;
  return {
    waiting: queue.counts.waiting + now.waiting.length - queue.waiting.length,
    called: now.called.length - serving,
    serving,
    held: queue.counts.held + now.held.length - queue.held.length,
    missed: queue.counts.missed + now.missed.length - queue.missed.length,
  };
}

function inserted(list: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = entry.position === null ? 0 : entry.position - 1;
  return [...list.slice(0, at), entry, ...list.slice(at)];
}

function listOf(status: TicketStatus): keyof Pick<Queue, ListName | "called"> | null {
  switch (status) {
    case "WAITING": return "waiting";
    case "CALLED":
    case "SERVING": return "called";
    case "HELD": return "held";
    case "NO_SHOW": return "missed";
    case "COMPLETED": return "done";
    default: return null;
  }
}

export function entries(queue: Queue): readonly Entry[] {
  return [...queue.called, ...queue.waiting, ...queue.held, ...queue.missed, ...queue.done];
}
