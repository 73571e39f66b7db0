import { allowSound, chime, soundAllowed } from "../shared/attention";
import type { BoardCall } from "../shared/types";
import { i18n, t } from "./texts";

const CHIME_MILLIS = 1_100;
/** Some browsers never tell that they have finished. */
const LONGEST_SPEECH_MILLIS = 9_000;

export { allowSound, soundAllowed };

/** The chime, then the call in words where the browser has a voice for the language. */
export async function sound(call: BoardCall): Promise<void> {
  if (!soundAllowed()) {
    return;
  }
  chime();
  await pause(CHIME_MILLIS);
  await speak(spoken(call));
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** "GEN-007" is said as it is read out by people: G E N 7. */
export function spoken({ number, counter }: BoardCall): string {
  const said = number
    .replace(/\p{L}/gu, "$& ")
    .replace(/-/g, " ")
    .replace(/\b0+(?=\d)/g, "")
    .replace(/\s+/g, " ");
  return counter === null ? t("speechNoCounter", { number: said }) : t("speech", { number: said, counter });
}

function speak(text: string): Promise<void> {
  const voice = window.speechSynthesis?.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === i18n.language);
  if (voice === undefined) {
    return Promise.resolve();
  }
  const utterance = new SpeechSynthesisUtterance(text.replace(/[\u2066-\u2069]/g, ""));
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  const ended = new Promise<void>((resolve) => {
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
  });
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
  return Promise.race([ended, pause(LONGEST_SPEECH_MILLIS)]);
}
