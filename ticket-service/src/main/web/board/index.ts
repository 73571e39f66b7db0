import "../shared/style/index.css";
import "./style/board.css";
import { type Child, render } from "../shared/dom";
import { live } from "../shared/live";
import type { Board, BoardCall, Organization } from "../shared/types";
import { organization as slug, queueId } from "./address";
import { loadOrganization, nameOfQueue } from "./brand";
import { Calls } from "./calls";
import { chooser } from "./choose";
import { startClock } from "./clock";
import { hideCursor, keepAwake, reloadNightly } from "./kiosk";
import { allowSound, pause, sound, soundAllowed } from "./sound";
import { t } from "./texts";
import { board, message } from "./view";

const SHOWN_MILLIS = 6_000;
const SHOWN_IN_A_HURRY_MILLIS = 3_500;
/** What was called during a longer absence is not news any more. */
const ABSENCE_MILLIS = 60_000;

let organization: Organization | null = null;
let waiting = 0;
let updatedAt: Date | null = null;
let lostAt: number | null = null;
let slept = false;
let unknown = false;

const calls = new Calls(async (call: BoardCall, hurry: boolean) => {
  show();
  await Promise.all([pause(hurry ? SHOWN_IN_A_HURRY_MILLIS : SHOWN_MILLIS), sound(call)]);
});

function show(): void {
  const root = document.querySelector("#app");
  if (root !== null) {
    render(root, face());
  }
}

function face(): Child {
  if (unknown) {
    return message(t("unknownTitle"), t("unknownHint"));
  }
  if (queueId === null) {
    return organization === null ? message(t("loading"), lostAt === null ? null : t("connectionLost")) : chooser(organization);
  }
  if (updatedAt === null) {
    return message(t("loading"), lostAt === null ? null : t("connectionLost"));
  }
  return board({
    organization,
    queue: organization === null ? null : nameOfQueue(organization, queueId),
    current: calls.current,
    announcing: calls.announcing,
    before: calls.before,
    waiting,
    lostSince: lostAt === null ? null : updatedAt,
    silent: !soundAllowed(),
    onSound: () => void allowSound().then(show),
  });
}

function follow(id: string): void {
  live<Board>({
    path: `/api/queues/${encodeURIComponent(id)}/board/events`,
    onState(state, first) {
      const absent = updatedAt === null || slept || (lostAt !== null && Date.now() - lostAt > ABSENCE_MILLIS);
      waiting = state.waiting;
      updatedAt = new Date();
      lostAt = null;
      slept = unknown = false;
      calls.accept(state, first && absent);
      show();
    },
    onConnection(connection) {
      if (connection === "lost") {
        lostAt ??= Date.now();
        show();
      }
    },
    // A queue may come back; the screen hangs there anyway.
    onRefused() {
      unknown = true;
      show();
      return true;
    },
  });
}

async function dress(name: string): Promise<void> {
  organization = await loadOrganization(name, () => {
    lostAt ??= queueId === null ? Date.now() : null;
    show();
  });
  unknown ||= organization === null && queueId === null;
  show();
}

document.title = `Nextup · ${t("title")}`;
if (queueId === null && slug === null) {
  const root = document.querySelector("#app");
  if (root !== null) {
    render(root, message(t("howTitle"), t("howHint")));
  }
} else {
  show();
  if (slug !== null) {
    void dress(slug);
  }
  if (queueId !== null) {
    follow(queueId);
    keepAwake();
    hideCursor();
    void allowSound().then(show);
    startClock(show, () => (slept = true));
    reloadNightly(() => lostAt === null && !calls.announcing);
  }
}
