import { i18n } from "./texts";

const TICK_MILLIS = 5_000;
/** Timers of a page in the background are slow, but not as slow as this. */
const SLEPT_MILLIS = 150_000;

/** Ticks so that the time shown is right, and notices when the machine has slept. */
export function startClock(onTick: () => void, onSleep: () => void): void {
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > SLEPT_MILLIS) {
      onSleep();
    }
    last = now;
    onTick();
  }, TICK_MILLIS);
}

export function timeNow(): string {
  return i18n.time(new Date());
}
