import { draw } from "../page";
import type { Action, Entry } from "./queue";

/**
 * One command of a desk at a time. A ticket whose command is not answered yet is disabled: nobody has seen what another
 * one would be done to. Whatever else is wanted meanwhile waits for the answer, as what a command does may be seen here
 * before that.
 */
export class Turns {
  private taken: { readonly subject: string; readonly action: Action } | null = null;
  private free: Promise<void> = Promise.resolve();
  private readonly waiting = new Map<string, Action>();

  get isFree(): boolean {
    return this.taken === null;
  }

  /** @returns what was pressed for this ticket, or without one, and is not answered yet */
  underWay(action: Action, entry: Entry | null = null): Action | null {
    const subject = subjectOf(action, entry);
    return this.taken?.subject === subject ? this.taken.action : this.waiting.get(subject) ?? null;
  }

  /** Runs it once nothing else is on its way; not at all if it is disabled. */
  async inTurn(action: Action, entry: Entry | null, run: () => Promise<void>): Promise<void> {
    if (this.underWay(action, entry) !== null) {
      return;
    }
    const subject = subjectOf(action, entry);
    this.waiting.set(subject, action);
    draw();
    while (!this.isFree) {
      await this.free;
    }
    this.waiting.delete(subject);
    draw();
    await run();
  }

  /** @returns to be called when it is answered; null while something else is on its way */
  take(action: Action, entry: Entry | null): (() => void) | null {
    if (!this.isFree) {
      return null;
    }
    this.taken = { subject: subjectOf(action, entry), action };
    let over = (): void => {};
    this.free = new Promise((resolve) => {
      over = () => {
        this.taken = null;
        resolve();
      };
    });
    return over;
  }
}

function subjectOf(action: Action, entry: Entry | null): string {
  return entry?.id ?? action;
}
