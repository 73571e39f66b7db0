import type { BoardCall } from "../shared/types";
import type { Words } from "./words";

/** A voice that never says it is done, which some browsers have, does not hold up the next call. */
const LONGEST_MILLIS = 12_000;
const RATE = 0.9;

/** Kept, because some browsers throw an utterance away before its end is told. */
let current: SpeechSynthesisUtterance | null = null;

/** @returns when it is said; at once and false where no voice speaks the language */
export function speak(call: BoardCall, words: Words): Promise<boolean> {
  const voice = voiceFor(words.language);
  if (voice === null) {
    return Promise.resolve(false);
  }
  const utterance = new SpeechSynthesisUtterance(sentence(call, words));
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = RATE;
  current = utterance;
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(false), LONGEST_MILLIS);
    const finish = (said: boolean) => {
      clearTimeout(timer);
      if (current === utterance) {
        current = null;
      }
      resolve(said);
    };
    utterance.onend = () => finish(true);
    utterance.onerror = () => finish(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(utterance);
  });
}

/** Without the marks that keep numbers in place on screens; some voices read them out. */
function sentence(call: BoardCall, words: Words): string {
  const number = digitWise(call.number);
  const said = call.counter === null
    ? words.t("spoken", { number })
    : words.t("spokenCounter", { number, counter: call.counter });
  return said.replace(/[\u2066-\u2069]/g, "");
}

/** `GEN-007` as "G E N, 0 0 7": nobody should hear "seven" and look for it. */
export function digitWise(number: string): string {
  return number.split("-").map((part) => Array.from(part).join(" ")).join(", ");
}

function voiceFor(language: string): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) {
    return null;
  }
  const voices = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
  return voices.find(({ default: usual }) => usual) ?? voices.find(({ localService }) => localService) ?? voices[0] ?? null;
}
