import type { Board, BoardCall } from "../shared/types";

/** A recall has another time, hence another key: it is announced again. */
export function keyOf(call: BoardCall): string {
  return `${call.number} ${call.calledAt}`;
}

const SHOWN_BEFORE = 6;
const KEYS_KEPT = 300;
/** Calls of two counters may arrive in another order than they were made. */
const DISORDER_MILLIS = 30_000;

/** Gives every call its time on the screen, one after the other, and knows which have had it. */
export class Calls {
  private latestFirst: readonly BoardCall[] = [];
  private pending: BoardCall[] = [];
  private readonly known = new Set<string>();
  private newest = Number.NEGATIVE_INFINITY;
  private now: BoardCall | null = null;

  /** @param announce takes as long as the call is to have the screen for itself; `hurry` when others wait */
  constructor(private readonly announce: (call: BoardCall, hurry: boolean) => Promise<void>) {}

  /** @param silently for what was called while nobody could see it here: it is shown, not announced */
  accept(board: Board, silently: boolean): void {
    this.latestFirst = [...board.serving, ...board.recent]
      .sort((one, other) => Date.parse(other.calledAt) - Date.parse(one.calledAt));
    const there = new Set(this.latestFirst.map(keyOf));
    const fresh = silently ? [] : this.latestFirst.filter((call) => this.isNew(call)).reverse();
    // What was put back or called again meanwhile is not announced any more.
    this.pending = [...this.pending, ...fresh].filter((call) => there.has(keyOf(call)));
    this.remember();
    if (this.now === null) {
      void this.run();
    }
  }

  /** The call that is being announced, else the last one. */
  get current(): BoardCall | null {
    return this.now ?? this.latestFirst[0] ?? null;
  }

  get announcing(): boolean {
    return this.now !== null;
  }

  /** Those before the current one, latest first. */
  get before(): readonly BoardCall[] {
    const hidden = new Set([...this.pending, ...(this.current === null ? [] : [this.current])].map(keyOf));
    return this.latestFirst.filter((call) => !hidden.has(keyOf(call))).slice(0, SHOWN_BEFORE);
  }

  private isNew(call: BoardCall): boolean {
    return !this.known.has(keyOf(call)) && Date.parse(call.calledAt) > this.newest - DISORDER_MILLIS;
  }

  private remember(): void {
    for (const call of this.latestFirst) {
      this.known.add(keyOf(call));
      this.newest = Math.max(this.newest, Date.parse(call.calledAt));
    }
    for (const key of this.known) {
      if (this.known.size <= KEYS_KEPT) {
        return;
      }
      this.known.delete(key);
    }
  }

  private async run(): Promise<void> {
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) {
      this.now = next;
      await this.announce(next, this.pending.length > 0);
    }
    this.now = null;
  }
}
