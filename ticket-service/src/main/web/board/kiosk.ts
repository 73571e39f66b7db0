/** What keeps a screen that nobody touches alive, awake and unharmed. */

const STILL_AFTER_MILLIS = 4_000;
const SHIFT_EVERY_MILLIS = 60_000;
/** A round of small steps, in CSS pixels, so that no edge stays on the same pixels. */
const SHIFTS = [[0, 0], [3, 0], [3, 3], [0, 3], [-3, 3], [-3, 0], [-3, -3], [0, -3], [3, -3]] as const;
const LOCK_EVERY_MILLIS = 60_000;

export class Kiosk {
  private movedAt = Date.now();
  private lock: WakeLockSentinel | null = null;
  private lockAt = 0;

  start(): void {
    const moved = () => {
      this.movedAt = Date.now();
      document.documentElement.classList.remove("still");
    };
    for (const type of ["pointermove", "pointerdown", "keydown"]) {
      addEventListener(type, moved, { passive: true });
    }
    // A lock ends whenever the page is hidden.
    document.addEventListener("visibilitychange", () => (this.lockAt = 0));
  }

  /** Called every second. */
  tick(now: number): void {
    document.documentElement.classList.toggle("still", now - this.movedAt > STILL_AFTER_MILLIS);
    const [x, y] = SHIFTS[Math.floor(now / SHIFT_EVERY_MILLIS) % SHIFTS.length] ?? SHIFTS[0];
    document.documentElement.style.setProperty("--shift-x", `${x}px`);
    document.documentElement.style.setProperty("--shift-y", `${y}px`);
    if (now >= this.lockAt && document.visibilityState === "visible") {
      this.lockAt = now + LOCK_EVERY_MILLIS;
      void this.stayAwake();
    }
  }

  private async stayAwake(): Promise<void> {
    if (!("wakeLock" in navigator) || (this.lock !== null && !this.lock.released)) {
      return;
    }
    // Refused on an empty battery, for one; asked for again in a minute.
    this.lock = await navigator.wakeLock.request("screen").catch(() => null);
  }
}
