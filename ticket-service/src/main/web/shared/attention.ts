/**
 * What makes people look: a chime, a buzz, the tab's title. Browsers allow sound only after a tap on the page, so
 * `unlockSound` listens for the first one.
 */

let audio: AudioContext | null = null;

export function unlockSound(): void {
  const unlock = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  addEventListener("pointerdown", unlock, { once: true });
  addEventListener("keydown", unlock, { once: true });
}

/** Asks at once: granted after a press, and without one where the browser is set up to allow sound. */
export async function allowSound(): Promise<boolean> {
  audio ??= new AudioContext();
  const answer = new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.race([audio.resume(), answer]);
  return soundAllowed();
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
