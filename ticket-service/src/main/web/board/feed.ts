import { ApiError, call } from "../shared/api";
import { live } from "../shared/live";
import type { Board, BoardCall, Organization } from "../shared/types";
import { SeenCalls } from "./calls";

/** After so long without a word from the server what is shown may be old. It says something every 15 s. */
const SILENCE_MILLIS = 30_000;
/** After so long away, only the newest calls are announced; the others are shown, and whoever they were for has gone. */
const LATE_MILLIS = 60_000;
const STILL_NEW_MILLIS = 30_000;
/** How far a screen's clock may be behind the server's. */
const CLOCK_ERROR_MILLIS = 5_000;
/** Opening hours, names and colours. */
const REFRESH_MILLIS = 60_000;
const RETRY_MILLIS = 5_000;

export interface FeedListener {
  board(board: Board, calls: readonly BoardCall[]): void;
  /** What waits to be announced is out of date. */
  cameBackLate(): void;
  organization(organization: Organization): void;
  connection(connected: boolean): void;
  unknownQueue(): void;
}

/** Everything a board hears from the server, and whether it hears anything. */
export class Feed {
  private readonly seen = new SeenCalls();
  private readonly organizationPath: string;
  private end: () => void = () => {};
  private started = false;
  private late = false;
  private heard = 0;
  private connected = false;
  private refreshAt = 0;
  private refreshing = false;

  constructor(
    private readonly queueId: string,
    private readonly listener: FeedListener,
  ) {
    this.organizationPath = `/api/queues/${encodeURIComponent(queueId)}/organization`;
  }

  /** When the server was last heard; null before the first time. */
  get heardAt(): Date | null {
    return this.heard === 0 ? null : new Date(this.heard);
  }

  /** Opens the stream; again, if there is one: after a sleep it may be dead without knowing. */
  open(): void {
    this.end();
    this.end = live<Board>({
      path: `/api/queues/${encodeURIComponent(this.queueId)}/board/events`,
      onHeard: () => this.hear(),
      onState: (board) => this.receive(board),
      onConnection: (connection) => connection === "lost" && this.tell(false),
      onRefused: () => {
        this.listener.unknownQueue();
        // Staff may bring it back, and nobody stands before a screen to reload it.
        return true;
      },
    });
  }

  /** Called every second. */
  tick(now: number): void {
    if (this.heard > 0 && now - this.heard > SILENCE_MILLIS) {
      this.tell(false);
    }
    if (now >= this.refreshAt && !this.refreshing) {
      void this.refresh();
    }
  }

  private hear(): void {
    const now = Date.now();
    if (this.heard > 0 && now - this.heard > LATE_MILLIS) {
      this.late = true;
    }
    this.heard = now;
    this.tell(true);
  }

  private receive(board: Board): void {
    const fresh = this.seen.fresh(board);
    const calls = !this.started ? [] : this.late ? fresh.filter(isNew) : fresh;
    if (this.late) {
      this.listener.cameBackLate();
    }
    this.started = true;
    this.late = false;
    this.listener.board(board, calls);
  }

  private tell(connected: boolean): void {
    if (connected && !this.connected) {
      this.refreshAt = 0;
    }
    if (connected !== this.connected) {
      this.connected = connected;
      this.listener.connection(connected);
    }
  }

  private async refresh(): Promise<void> {
    this.refreshing = true;
    try {
      this.listener.organization(await call<Organization>("GET", this.organizationPath));
      this.refreshAt = Date.now() + REFRESH_MILLIS;
    } catch (error) {
      // The stream tells what is wrong; without a name and a colour the board still calls.
      this.refreshAt = Date.now() + (error instanceof ApiError && !error.transient ? REFRESH_MILLIS : RETRY_MILLIS);
    } finally {
      this.refreshing = false;
    }
  }
}

function isNew(call: BoardCall): boolean {
  const age = Date.now() - Date.parse(call.calledAt);
  return age > -CLOCK_ERROR_MILLIS && age < STILL_NEW_MILLIS;
}
