/**
 * When a board may load itself again: when the server has another version of it, and once a night in any case, which
 * frees whatever a browser hoards. Never while calls come in, and only right after the server answered, so that no
 * screen ends with the browser's own error page.
 */
const CHECK_EVERY_MILLIS = 5 * 60_000;
const QUIET_FOR_VERSION_MILLIS = 60_000;
const QUIET_FOR_NIGHT_MILLIS = 10 * 60_000;
const OLD_ENOUGH_MILLIS = 12 * 3_600_000;
const NIGHT_HOUR = 3;
const FILE = /\/static\/bundle\/[\w.-]+\.(?:js|css)/g;

export class Renewal {
  private readonly startedAt = Date.now();
  /** What was served when the page came. */
  private own: string | null = null;
  private nextAt = 0;
  private quietSince = Date.now();

  /** A call came in, or one is being announced. */
  disturb(): void {
    this.quietSince = Date.now();
  }

  /** Called every second, with the hour at the branch. */
  tick(now: number, hour: number): void {
    if (now >= this.nextAt) {
      this.nextAt = now + CHECK_EVERY_MILLIS;
      void this.check(now, hour);
    }
  }

  private async check(now: number, hour: number): Promise<void> {
    const current = await served();
    const quiet = Date.now() - this.quietSince;
    if (current === null) {
      return;
    }
    this.own ??= current;
    const night = hour === NIGHT_HOUR && now - this.startedAt > OLD_ENOUGH_MILLIS;
    if ((current !== this.own && quiet > QUIET_FOR_VERSION_MILLIS) || (night && quiet > QUIET_FOR_NIGHT_MILLIS)) {
      location.reload();
    }
  }
}

/** The names of the files the page is made of now; null if the server is not there. */
async function served(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", credentials: "omit" });
    return answer.ok ? namesIn(await answer.text()) : null;
  } catch {
    return null;
  }
}

/** They carry a hash of their content. */
function namesIn(text: string): string {
  return [...new Set(text.match(FILE) ?? [])].sort().join(" ");
}
