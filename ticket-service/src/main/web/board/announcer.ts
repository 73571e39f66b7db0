import { allowSound, chime, soundAllowed } from "../shared/attention";
import type { BoardCall } from "../shared/types";
import { speak } from "./speech";
import type { Words } from "./words";

/** How long a call is huge at least; shorter while others wait for the same place. */
const ALONE_MILLIS = 8_000;
const FOLLOWED_MILLIS = 5_000;
const CROWDED_MILLIS = 3_000;
/** From this many on, the voice would never catch up. */
const CROWD = 4;
const CHIME_MILLIS = 1_300;
/** Long enough to read in one language before the next. */
const READING_MILLIS = 3_500;
const STEP_MILLIS = 250;

/**
 * Gives one call its time: chime, then each language in turn, seen and, where there is a voice, heard.
 *
 * @param show switches what is seen to a language
 */
export async function announce(
  call: BoardCall,
  languages: readonly Words[],
  behind: () => number,
  show: (index: number) => void,
): Promise<void> {
  const started = performance.now();
  show(0);
  if (!soundAllowed()) {
    await allowSound();
  }
  chime();
  await pause(CHIME_MILLIS);
  for (const [index, words] of languages.entries()) {
    if (index > 0 && behind() >= CROWD) {
      break;
    }
    show(index);
    const from = performance.now();
    if (soundAllowed() && behind() < CROWD) {
      await speak(call, words);
    }
    if (languages.length > 1) {
      await until(() => performance.now() - from >= READING_MILLIS || behind() >= CROWD);
    }
  }
  await until(() => performance.now() - started >= leastTime(behind()));
}

function leastTime(behind: number): number {
  return behind === 0 ? ALONE_MILLIS : behind < CROWD ? FOLLOWED_MILLIS : CROWDED_MILLIS;
}

/** Looks again and again, since others may come to wait meanwhile. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) {
    await pause(STEP_MILLIS);
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
