import type { Ticket } from "../../shared/types";
import { t } from "../texts";
import { type Action, type Command, type Entry, UNDO_SECONDS } from "./queue";

/** The last thing this desk did. */
export interface Done {
  readonly command: Action;
  readonly ticket: Ticket;
  /** As it was; null for the next one, which nobody chose. */
  readonly before: Entry | null;
  /** By this device's clock. */
  readonly at: number;
}

export interface Undo {
  readonly command: Command;
  readonly body?: unknown;
}

const TO_THE_FRONT: Undo = { command: "requeue", body: { place: "FIRST" } };

/** @returns what takes it back; null when nothing does, or it is too long ago */
export function undoOf({ command, before, at }: Done): Undo | null {
  if (Date.now() - at > UNDO_SECONDS * 1000) {
    return null;
  }
  switch (command) {
    case "call-next":
    case "complete":
    case "skip":
    case "hold":
      return TO_THE_FRONT;
    case "call":
      return putBack(before) ?? TO_THE_FRONT;
    case "requeue":
      return putBack(before);
    case "transfer":
      return before === null ? null : { command: "transfer", body: { serviceId: before.serviceId } };
    default:
      // Who is told that their ticket is cancelled, or called again, stays told.
      return null;
  }
}

/** To the list it came from. */
function putBack(before: Entry | null): Undo | null {
  switch (before?.status) {
    case "HELD": return { command: "hold" };
    case "NO_SHOW": return { command: "skip" };
    default: return null;
  }
}

export function doneText({ command, ticket }: Done): string {
  const { number, counter } = ticket;
  switch (command) {
    case "call":
    case "call-next":
      return counter === null ? t("didCall", { number }) : t("didCallTo", { number, counter: counter.name });
    case "recall": return t("didRecall", { number });
    case "serve": return t("didServe", { number });
    case "complete": return t("didComplete", { number });
    case "skip": return t("didSkip", { number });
    case "hold": return t("didHold", { number });
    case "requeue": return t("didRequeue", { number });
    case "transfer": return t("didTransfer", { number, service: ticket.serviceName });
    case "cancel": return t("didCancel", { number });
    case "undo": return t("didUndo", { number });
  }
}
