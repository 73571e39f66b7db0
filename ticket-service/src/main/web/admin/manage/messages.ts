import { h } from "../../shared/dom";
import { nameOfLanguage } from "../../shared/i18n";
import { toast } from "../../shared/toast";
import { errorText } from "../errors";
import { errorBanner } from "../form";
import { KINDS, kindName } from "../log/words";
import { draw } from "../page";
import { request } from "../session";
import { path, structure } from "../structure";
import { edit } from "./edit";
import type { Section } from "./screen";
import { t } from "./texts";

interface Message {
  readonly kind: string;
  readonly language: string;
  readonly title: string;
  readonly body: string;
}

const PLACEHOLDERS = ["number", "counter", "service", "department", "branch", "organization", "position", "currentlyServing"];

/** The organisation's own words for what customers are told; where there are none, the usual ones are sent. */
export const messages: Section = () => {
  let all: readonly Message[] | null = null;
  let error: string | null = null;
  void read();

  async function read() {
    try {
      all = await request<Message[]>("GET", path("messages"));
      error = null;
    } catch (failure) {
      error = errorText(failure);
    }
    draw();
  }

  function form(kind: string, language: string, message: Message | undefined) {
    edit({
      title: `${kindName(kind)} · ${nameOfLanguage(language)}`,
      values: { title: message?.title ?? "", body: message?.body ?? "" },
      fields: (f) => [
        f.text("title", t("messageTitle"), { attributes: { maxlength: 80, lang: language, dir: "auto" } }),
        f.area("body", t("messageBody"), { attributes: { maxlength: 240, lang: language, dir: "auto" } }),
        h("p", { class: "soft small" }, t("placeholders"), " ", PLACEHOLDERS.map((name) => [h("bdi", { class: "code" }, `{${name}}`), " "])),
      ],
      save: (values) => request("PUT", path(`messages/${kind}/${language}`), { body: values }),
      saved: () => void read(),
    });
  }

  async function remove(kind: string, language: string) {
    try {
      await request("DELETE", path(`messages/${kind}/${language}`));
      await read();
    } catch (failure) {
      toast(errorText(failure));
    }
  }

  function line(kind: string, language: string) {
    const message = all?.find((each) => each.kind === kind && each.language === language);
    const name = `${kindName(kind)}, ${nameOfLanguage(language)}`;
    return h(
      "li",
      { class: "item", key: `${kind}/${language}` },
      h(
        "div",
        { class: "item-text message" },
        h("span", { class: "tag" }, nameOfLanguage(language)),
        message === undefined
          ? h("p", { class: "soft" }, t("usualWords"))
          : h("div", { lang: language, dir: "auto" }, h("p", { class: "strong" }, message.title), h("p", null, message.body)),
      ),
      h(
        "div",
        { class: "row item-actions" },
        message !== undefined && h(
          "button",
          { type: "button", class: "button button--small button--quiet", "aria-label": `${t("useUsual")}: ${name}`, onclick: () => void remove(kind, language) },
          t("useUsual"),
        ),
        h(
          "button",
          { type: "button", class: "button button--small", "aria-label": `${t("change")}: ${name}`, onclick: () => form(kind, language, message) },
          t("change"),
        ),
      ),
    );
  }

  return () => h(
    "section",
    { class: "stack", "aria-labelledby": "messages-title" },
    h("h2", { id: "messages-title" }, t("messages")),
    h("p", { class: "soft" }, t("messagesText")),
    errorBanner(error),
    all === null && error === null && h("p", { class: "soft", role: "status" }, t("loading")),
    all !== null && KINDS.filter((kind) => kind !== "test").map((kind) =>
      h(
        "div",
        { class: "card stack stack--tight", key: kind },
        h("h3", null, kindName(kind)),
        h("ul", { class: "message-lines" }, structure().organization.languages.map((language) => line(kind, language))),
      )),
  );
};
