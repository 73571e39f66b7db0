/** What a screen on a wall needs that nobody touches for months. */

const STILL_MILLIS = 4_000;
const CHECK_MILLIS = 5 * 60_000;
const RELOAD_HOUR = 3;
const YOUNGEST_MILLIS = 6 * 60 * 60_000;

export function keepAwake(): void {
  const ask = () => {
    if (document.visibilityState === "visible") {
      // Refused on low battery, and absent in some browsers; the screen's own settings decide then.
      navigator.wakeLock?.request("screen").catch(() => undefined);
    }
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

/** Until the pointer moves, or somebody uses the keyboard. */
export function hideCursor(): void {
  const { classList } = document.documentElement;
  let timer = 0;
  const moved = () => {
    classList.remove("still");
    clearTimeout(timer);
    timer = setTimeout(() => classList.add("still"), STILL_MILLIS);
  };
  addEventListener("pointermove", moved, { passive: true });
  addEventListener("keydown", moved);
  moved();
}

/** Once a night a fresh page, so that a new version arrives; only when the server is there to give it. */
export function reloadNightly(isIdle: () => boolean): void {
  setInterval(() => {
    if (new Date().getHours() === RELOAD_HOUR && performance.now() > YOUNGEST_MILLIS && isIdle()) {
      void reload();
    }
  }, CHECK_MILLIS);
}

async function reload(): Promise<void> {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) {
    location.reload();
  }
}
