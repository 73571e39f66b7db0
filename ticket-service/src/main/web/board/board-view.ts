import { type Child, h } from "../shared/dom";
import { icon } from "../shared/icon";
import { logoHere } from "../shared/logo";
import type { Board, BoardCall, Organization } from "../shared/types";
import { keyOf, type Shown } from "./calls";
import type { BranchClock } from "./clock";
import type { Place } from "./place";
import type { Words } from "./words";

/** Everything there is to see at one moment. */
export interface BoardState {
  readonly organization: Organization | null;
  readonly place: Place | null;
  /** Null until the server was heard. */
  readonly board: Board | null;
  readonly shown: Shown;
  readonly announcing: boolean;
  readonly connected: boolean;
  readonly heardAt: Date | null;
  /** `asked` large and at once, `off` small and after a while. */
  readonly sound: "on" | "asked" | "off";
  readonly onSound: () => void;
}

export function boardView(state: BoardState, words: Words, clock: BranchClock): Child {
  return [
    header(state, words, clock),
    h("main", { class: "board-main" }, mainPart(state, words), before(state, words)),
    footer(state, words, clock),
  ];
}

function header({ organization, place, sound, onSound }: BoardState, words: Words, clock: BranchClock): Child {
  const now = new Date();
  const queue = place?.service?.name ?? place?.department.name;
  return h(
    "header",
    { class: "board-header" },
    organization?.logoUrl ? h("img", { class: "board-logo logo", src: logoHere(organization.logoUrl), alt: "" }) : null,
    h(
      "div",
      { class: "board-names" },
      h("h1", { class: "board-queue" }, h("bdi", null, queue ?? organization?.name ?? words.t("title"))),
      organization !== null && queue !== undefined
        ? h("p", { class: "board-organization" }, h("bdi", null, organization.name), " · ", h("bdi", null, place?.branch.name))
        : null,
    ),
    sound === "off"
      ? h("button", { type: "button", class: "button board-muted", onclick: onSound }, icon("bell-off"), words.t("soundOff"))
      : null,
    h(
      "div",
      { class: "board-clock" },
      h("time", { class: "board-time" }, clock.time(now, words.language)),
      h("span", { class: "board-day" }, clock.day(now, words.language)),
    ),
  );
}

function mainPart(state: BoardState, words: Words): Child {
  const { board, shown, place } = state;
  if (board === null) {
    return quiet("clock", words.t("loading"), null);
  }
  if (shown.last === null || (place !== null && !place.open && !shown.current && board.waiting === 0)) {
    return place !== null && !place.open
      ? quiet("clock", words.t("closed"), words.t("closedText"))
      : quiet("ticket", state.organization?.welcomeMessage ?? words.t("welcome"), words.t("nobodyCalled"));
  }
  return callPanel(shown.last, state, words);
}

/** Longer names, such as of a room, are set smaller. */
const SHORT_COUNTER = 14;

/** A panel of its own for each call, so that each flashes. */
function callPanel(call: BoardCall, { announcing, shown }: BoardState, words: Words): Child {
  const look = announcing ? "call call--announced" : shown.current ? "call" : "call call--over";
  return h(
    "section",
    { class: look, key: keyOf(call), "aria-label": words.t(shown.current ? "nowCalling" : "lastCalled") },
    h("p", { class: "call-label", "aria-hidden": "true" }, words.t(shown.current ? "nowCalling" : "lastCalled")),
    h("p", { class: "call-number number" }, call.number),
    call.counter !== null
      ? h(
        "p",
        { class: call.counter.length > SHORT_COUNTER ? "call-counter call-counter--long" : "call-counter" },
        shown.current ? icon("arrow", true) : null,
        h("bdi", null, call.counter),
      )
      : shown.current ? h("p", { class: "call-counter" }, words.t("comeForward")) : null,
  );
}

function quiet(symbol: "clock" | "ticket", title: string, text: string | null): Child {
  return h(
    "section",
    { class: `call call--quiet call--${symbol}`, key: "quiet" },
    icon(symbol),
    h("h2", { class: "call-title", dir: "auto" }, title),
    text === null ? null : h("p", { class: "call-text" }, text),
  );
}

function before({ shown }: BoardState, words: Words): Child {
  return shown.before.length === 0
    ? null
    : h(
        "section",
        { class: "before", "aria-labelledby": "before-title" },
        h("h2", { id: "before-title", class: "before-title" }, words.t("calledBefore")),
        h("ol", { class: "before-list" }, shown.before.map(earlier)),
      );
}

function earlier(call: BoardCall): Child {
  return h(
    "li",
    { class: "before-call", key: keyOf(call) },
    h("span", { class: "before-number number" }, call.number),
    h("bdi", { class: "before-counter" }, call.counter ?? "–"),
  );
}

function footer(state: BoardState, words: Words, clock: BranchClock): Child {
  const { board, place } = state;
  return h(
    "footer",
    { class: "board-footer" },
    board === null
      ? null
      : h(
          "p",
          { class: "board-waiting" },
          icon("users"),
          h("span", { class: "visually-hidden" }, words.t("waitingSentence", { n: board.waiting })),
          h("span", { class: "board-count", "aria-hidden": "true" }, words.number(board.waiting)),
          h("span", { "aria-hidden": "true" }, words.t("waiting")),
        ),
    place !== null && !place.open && (board?.waiting ?? 0) > 0
      ? h("p", { class: "board-notice" }, words.t("closing"))
      : null,
    state.sound === "asked" ? soundRequest(state, words) : null,
    connection(state, words, clock),
  );
}

/** Always there, so that screen readers hear when it says something else. */
function connection({ connected, heardAt }: BoardState, words: Words, clock: BranchClock): Child {
  const time = heardAt === null ? null : clock.time(heardAt, words.language);
  const lost = time === null ? words.t("lostBefore") : words.t("lost", { time });
  return h(
    "div",
    { class: connected ? "board-updated" : "board-updated board-updated--lost" },
    connected ? null : icon("offline"),
    h("p", { role: "status" }, connected ? null : lost),
    connected && time !== null ? h("p", null, words.t("updated", { time })) : null,
  );
}

/** The press itself, here or anywhere, is what allows it. */
function soundRequest({ onSound }: BoardState, words: Words): Child {
  return h("button", { type: "button", class: "sound", onclick: onSound }, icon("sound"), words.t("pressForSound"));
}
