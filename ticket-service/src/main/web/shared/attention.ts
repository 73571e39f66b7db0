/**
 * What makes people look: a chime, a buzz, the tab's title. Browsers allow sound only after a tap on the page, so
 * `unlockSound` listens for the first one.
 */

let audio: AudioContext | null = null;
const PATIENCE_MILLIS = 500;

/**
 * Listens until a tap or a key has unlocked it: a touch counts when it ends, a mouse's button when it goes down.
 *
 * @param then runs once sound is allowed
 */
export function unlockSound(then: () => void = () => {}): void {
  const types = ["pointerdown", "pointerup", "keydown"];
  const unlock = async () => {
    if (await allowSound()) {
      types.forEach((type) => removeEventListener(type, unlock));
      then();
    }
  };
  types.forEach((type) => addEventListener(type, unlock));
}

/**
 * Starts sound if it may start now: in the handler of a tap, or without one where a kiosk's browser allows it. Where it
 * may not, browsers leave the question open, hence the patience.
 */
export async function allowSound(): Promise<boolean> {
  if (soundPossible()) {
    audio ??= new AudioContext();
    await Promise.race([audio.resume().catch(() => {}), new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
  }
  return soundAllowed();
}

export function soundPossible(): boolean {
  return "AudioContext" in window;
}

export function soundAllowed(): boolean {
  return audio?.state === "running";
}

/** Two rising notes, about a second. */
export function chime(): void {
  if (audio === null || audio.state !== "running") {
    return;
  }
  note(audio, 659.25, 0);
  note(audio, 880, 0.22);
}

export function buzz(pattern: number[] = [300, 150, 300]): void {
  // Not every browser has it, and some refuse it without a tap; then nothing happens.
  navigator.vibrate?.(pattern);
}

function note(context: AudioContext, frequency: number, delay: number): void {
  const start = context.currentTime + delay;
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 1);
}
