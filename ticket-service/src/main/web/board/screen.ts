import { allowSound, soundAllowed, soundPossible, unlockSound } from "../shared/attention";
import { applyBrand } from "../shared/brand";
import { h, render } from "../shared/dom";
import { icon } from "../shared/icon";
import type { Board, BoardCall, Organization } from "../shared/types";
import type { Address } from "./address";
import { announce } from "./announcer";
import { type BoardState, boardView } from "./board-view";
import { arrange, CallQueue, keyOf } from "./calls";
import { BranchClock } from "./clock";
import { Feed, type FeedListener } from "./feed";
import { Kiosk } from "./kiosk";
import { type Place, placeOf } from "./place";
import { Renewal } from "./renewal";
import { loadWords, type Languages, speakOnPage, type Words } from "./words";

const TICK_MILLIS = 1_000;
/** Ticks that stop for longer mean that the machine slept. */
const SLEPT_MILLIS = 20_000;
const EACH_LANGUAGE_MILLIS = 12_000;
const ASK_FOR_SOUND_MILLIS = 60_000;

/** A board on a wall: hears, shows, announces, and looks after itself. One timer drives everything but announcements. */
export class Screen implements FeedListener {
  private readonly feed: Feed;
  private readonly kiosk = new Kiosk();
  private readonly renewal = new Renewal();
  private readonly queue = new CallQueue((call, behind) => this.announce(call, behind));
  /** Calls that wait for their announcement. */
  private readonly held = new Set<string>();
  private readonly startedAt = Date.now();
  private clock = new BranchClock(null);
  private organizationKnown: Organization | null = null;
  private place: Place | null = null;
  private latest: Board | null = null;
  private announced: BoardCall | null = null;
  private connected = true;
  private unknown = false;
  private turn = 0;
  private turnedAt = Date.now();
  private tickedAt = Date.now();
  private drawn = "";

  constructor(
    private readonly root: Element,
    private readonly alert: Element,
    private readonly address: Address,
    private readonly queueId: string,
    private languages: Languages,
  ) {
    this.feed = new Feed(queueId, this);
  }

  start(): void {
    unlockSound(() => this.draw());
    void allowSound().then(() => this.draw());
    this.kiosk.start();
    this.feed.open();
    setInterval(() => this.tick(), TICK_MILLIS);
    this.tick();
    this.draw();
  }

  board(board: Board, calls: readonly BoardCall[]): void {
    this.latest = board;
    this.unknown = false;
    calls.forEach((call) => this.held.add(keyOf(call)));
    if (calls.length > 0) {
      this.renewal.disturb();
    }
    this.queue.add(calls);
    this.draw();
  }

  cameBackLate(): void {
    this.queue.clear();
    this.held.clear();
  }

  organization(organization: Organization): void {
    const before = this.organizationKnown;
    this.organizationKnown = organization;
    this.place = placeOf(organization, this.queueId);
    if (before?.primaryColor !== organization.primaryColor) {
      applyBrand(organization.primaryColor);
    }
    if (before === null || this.place?.branch.timeZone !== placeOf(before, this.queueId)?.branch.timeZone) {
      this.clock = new BranchClock(this.place?.branch.timeZone ?? null);
    }
    if (before?.languages.join() !== organization.languages.join()) {
      void this.learn(organization.languages);
    }
    this.draw();
  }

  connection(connected: boolean): void {
    this.connected = connected;
    this.draw();
  }

  unknownQueue(): void {
    this.unknown = true;
    this.draw();
  }

  private async learn(offered: readonly string[]): Promise<void> {
    this.languages = await loadWords(this.address.languages, offered);
    this.turn = 0;
    this.draw();
  }

  private async announce(call: BoardCall, behind: () => number): Promise<void> {
    this.held.delete(keyOf(call));
    this.announced = call;
    this.renewal.disturb();
    this.sayToReaders(call);
    const show = (index: number) => {
      this.turn = index;
      this.turnedAt = Date.now();
      this.draw();
    };
    try {
      await announce(call, this.languages, behind, show);
    } finally {
      this.announced = null;
      this.renewal.disturb();
      this.draw();
    }
  }

  /** A new element each time, since the same words of a recall would not be read again. */
  private sayToReaders(call: BoardCall): void {
    const [words] = this.languages;
    const said = call.counter === null
      ? words.t("callSentence", { number: call.number })
      : words.t("callSentenceCounter", { number: call.number, counter: call.counter });
    this.alert.replaceChildren(h("p", { lang: words.language, dir: words.direction }, said));
  }

  private tick(): void {
    const now = Date.now();
    if (now - this.tickedAt > SLEPT_MILLIS) {
      this.feed.open();
    }
    this.tickedAt = now;
    this.feed.tick(now);
    this.kiosk.tick(now);
    this.renewal.tick(now, this.clock.hour(new Date(now)));
    if (this.queue.idle && now - this.turnedAt > EACH_LANGUAGE_MILLIS) {
      this.turn += 1;
      this.turnedAt = now;
    }
    // What the time changes by itself; everything else draws when it comes.
    const drawn = [this.turn % this.languages.length, Math.floor(now / 60_000), this.sound()].join();
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.draw();
    }
  }

  private sound(): BoardState["sound"] {
    if (soundAllowed() || !soundPossible()) {
      return "on";
    }
    return Date.now() - this.startedAt < ASK_FOR_SOUND_MILLIS ? "asked" : "off";
  }

  private draw(): void {
    const words = this.languages[this.turn % this.languages.length] ?? this.languages[0];
    speakOnPage(words);
    const title = this.place?.service?.name ?? this.place?.department.name ?? words.t("title");
    document.title = `${title} · ${this.organizationKnown?.name ?? "Nextup"}`;
    this.root.className = this.unknown ? "board board--unknown" : "board";
    render(this.root, this.unknown ? unknownQueue(words) : boardView(this.state(), words, this.clock));
  }

  private state(): BoardState {
    return {
      organization: this.organizationKnown,
      place: this.place,
      board: this.latest,
      shown: this.latest === null
        ? { last: null, current: false, before: [] }
        : arrange(this.latest, this.announced, this.held),
      announcing: this.announced !== null,
      connected: this.connected,
      heardAt: this.feed.heardAt,
      sound: this.sound(),
      // The press itself is what unlocks it.
      onSound: () => void allowSound().then(() => this.draw()),
    };
  }
}

function unknownQueue(words: Words): Element {
  return h(
    "main",
    { class: "empty" },
    icon("search"),
    h("h1", null, words.t("unknownQueue")),
    h("p", null, words.t("unknownQueueText")),
  );
}
