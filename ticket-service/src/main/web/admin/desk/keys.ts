import { h } from "../../shared/dom";
import { covered, openModal } from "../modal";
import { draw } from "../page";
import { recalled, remember } from "../settings";
import { check } from "../form";
import { t, type TextKey } from "../texts";
import type { Desk } from "./desk";
import { act, callNext } from "./intent";
import { type Command, legal } from "./queue";

/** One key per frequent action. None for what cannot be taken back, such as a reset. */
const COMMANDS: Readonly<Record<string, Command>> = { R: "recall", S: "skip", C: "complete", T: "transfer", H: "hold" };

const HELP: ReadonlyArray<readonly [string, TextKey]> = [
  ["N", "callNext"],
  ["R", "recall"],
  ["S", "skip"],
  ["C", "complete"],
  ["T", "transfer"],
  ["H", "hold"],
  ["?", "keysHelp"],
];

export function keysOn(): boolean {
  return recalled("keys", true);
}

/** @returns ends it */
export function listenToKeys(desk: Desk): () => void {
  const listener = (event: KeyboardEvent) => pressed(event, desk);
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

function pressed(event: KeyboardEvent, desk: Desk): void {
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing || covered() || !keysOn()) {
    return;
  }
  const key = letter(event);
  if (key === "?") {
    event.preventDefault();
    showKeys();
  } else if (key === "N") {
    event.preventDefault();
    void callNext(desk);
  } else {
    commanded(event, desk, COMMANDS[key]);
  }
}

function commanded(event: KeyboardEvent, desk: Desk, command: Command | undefined): void {
  const { current } = desk;
  if (command !== undefined && current !== null && legal(current, 0).includes(command)) {
    event.preventDefault();
    void act(desk, command, current);
  }
}

/** On keyboards of other scripts, the letter that is printed beside theirs. */
function letter({ key, code }: KeyboardEvent): string {
  return /^[a-z?]$/i.test(key) ? key.toUpperCase() : code.startsWith("Key") ? code.slice(3) : "";
}

export function showKeys(): void {
  const modal = openModal({
    title: t("keysTitle"),
    view: ({ close }) => [
      check(t("keysOn"), keysOn(), (on) => {
        remember("keys", on);
        modal.draw();
        draw();
      }),
      h(
        "dl",
        { class: "keys" },
        HELP.map(([key, text]) => h("div", null, h("dt", null, h("kbd", null, key)), h("dd", null, t(text)))),
      ),
      h("p", { class: "soft small" }, t("keysText")),
      h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button", onclick: close }, t("close"))),
    ],
  });
}
