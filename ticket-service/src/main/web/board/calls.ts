import type { Board, BoardCall } from "../shared/types";

/** A call is an event, not a ticket: a recall is another one, and is shown and heard again. */
export function keyOf(call: BoardCall): string {
  return `${call.number} ${call.calledAt}`;
}

/** Below the last call; more would be too small to read across a hall. */
const LISTED = 6;
/** More than a board ever holds, so that a call that comes back into view is not taken for a new one. */
const REMEMBERED = 500;
/** Of a flood the oldest are left out; they are in the list below all the same. */
const LONGEST_QUEUE = 40;

/** What this screen has seen already. */
export class SeenCalls {
  private readonly keys = new Set<string>();

  /** Those of the board not seen before, oldest first; from now on they are seen. */
  fresh(board: Board): BoardCall[] {
    const found = byTime([...board.serving, ...board.recent]).filter((call) => !this.keys.has(keyOf(call)));
    found.forEach((call) => this.keys.add(keyOf(call)));
    for (const key of this.keys) {
      if (this.keys.size <= REMEMBERED) {
        break;
      }
      this.keys.delete(key);
    }
    return found;
  }
}

/** Calls wait here for their turn on the screen: each is announced to its end before the next. */
export class CallQueue {
  private readonly waiting: BoardCall[] = [];
  private busy = false;

  /** @param announce ends when the call had its time; `behind` says how many wait */
  constructor(private readonly announce: (call: BoardCall, behind: () => number) => Promise<void>) {}

  get idle(): boolean {
    return !this.busy;
  }

  add(calls: readonly BoardCall[]): void {
    for (const call of calls) {
      const earlier = this.waiting.findIndex(({ number }) => number === call.number);
      if (earlier >= 0) {
        this.waiting[earlier] = call;
      } else {
        this.waiting.push(call);
      }
    }
    this.waiting.splice(0, this.waiting.length - LONGEST_QUEUE);
    void this.work();
  }

  /** What waited is out of date, such as after a sleep. */
  clear(): void {
    this.waiting.length = 0;
  }

  private async work(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    try {
      for (let call = this.waiting.shift(); call !== undefined; call = this.waiting.shift()) {
        await this.announce(call, () => this.waiting.length);
      }
    } finally {
      this.busy = false;
    }
  }
}

export interface Shown {
  readonly last: BoardCall | null;
  /** Whether somebody is still called or served with it. */
  readonly current: boolean;
  readonly before: readonly BoardCall[];
}

/**
 * The huge call and those below it. While one is announced it is that one; else the latest whose holder is at a
 * counter or on the way; else the latest of all. Calls that still wait for their announcement are not given away.
 */
export function arrange(board: Board, announced: BoardCall | null, held: ReadonlySet<string>): Shown {
  const told = (call: BoardCall) => !held.has(keyOf(call));
  const serving = byTime(board.serving.filter(told)).reverse();
  const recent = byTime(board.recent.filter(told)).reverse();
  const last = announced ?? serving[0] ?? recent[0] ?? null;
  if (last === null) {
    return { last, current: false, before: [] };
  }
  const others = [...serving, ...recent].filter(({ number }) => number !== last.number);
  return {
    last,
    current: announced !== null || serving.length > 0,
    before: others.slice(0, LISTED),
  };
}

/** By the whole fraction of a second: a Date would drop what is below a thousandth. */
function byTime(calls: readonly BoardCall[]): BoardCall[] {
  return [...calls].sort((a, b) => Date.parse(a.calledAt) - Date.parse(b.calledAt) || (a.calledAt < b.calledAt ? -1 : 1));
}
