import { type Child, h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import type { App } from "../app";
import type { PreferenceChange, Preferences } from "../push";
import type { Kept } from "../tickets";
import { copyLink } from "./reach";

/** What the server holds, per ticket; asked for when somebody looks. */
const known = new Map<string, Preferences>();
const COUNTS = [1, 2, 3, 5, 10];

const PHONE_FAULTS: Record<string, "phoneInvalid" | "phoneCountry" | "phoneMany"> = {
  "invalid-phone": "phoneInvalid",
  "phone-country-not-allowed": "phoneCountry",
  "too-many-phones": "phoneMany",
};

/**
 * When to be told, a phone number for those who want one, another device. Nothing of it is ever needed.
 *
 * @param movable whether to offer the link to another device: not where it is offered already
 */
export function moreWays(app: App, kept: Kept, movable: boolean): Child {
  const { t } = app.words;
  const { id } = kept.ticket;
  const load = async (event: Event) => {
    if ((event.target as HTMLDetailsElement).open) {
      await reload(app, id);
    }
  };
  const preferences = known.get(id);
  return h(
    "details",
    { class: "more", key: "more", ontoggle: load },
    h("summary", null, t("moreOptions")),
    h(
      "div",
      { class: "stack" },
      preferences === undefined ? null : [ahead(app, id, preferences), phone(app, id, preferences)],
      movable ? h("div", { class: "stack stack--tight" }, h("p", { class: "label" }, t("otherDevice")), copyLink(app, kept)) : null,
    ),
  );
}

async function reload(app: App, id: string): Promise<void> {
  const preferences = await app.push.preferences(id);
  if (preferences !== null) {
    known.set(id, preferences);
    app.changed();
  }
}

function ahead(app: App, id: string, { notifyAhead }: Preferences): Child {
  const { t } = app.words;
  const counts = notifyAhead === null || COUNTS.includes(notifyAhead) ? COUNTS : [...COUNTS, notifyAhead].sort((a, b) => a - b);
  return h(
    "div",
    { class: "field" },
    h("label", { for: "ahead" }, t("notifyAhead")),
    h(
      "select",
      { class: "input", id: "ahead", onchange: (event) => save(app, id, { notifyAhead: Number(event.target.value) }, t("saved")) },
      notifyAhead === null ? h("option", { value: "", selected: true, disabled: true }, t("notifyAheadDefault")) : null,
      counts.map((n) => h("option", { value: String(n), selected: n === notifyAhead }, t("notifyAheadCount", { n }))),
    ),
  );
}

function phone(app: App, id: string, preferences: Preferences): Child {
  const { t } = app.words;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const number = String(form.get("phone") ?? "").trim();
    const fallbacks = { whatsappFallback: form.has("whatsapp"), smsFallback: form.has("sms") };
    void save(app, id, number === "" ? fallbacks : { customerPhone: number, ...fallbacks }, t("saved")).then(() => {
      if (app.fault === null) {
        // What is kept is shown masked.
        element.querySelector<HTMLInputElement>("#phone")!.value = "";
      }
    });
  };
  return h(
    "form",
    { class: "stack stack--tight", novalidate: true, onsubmit: submit },
    h(
      "div",
      { class: "field" },
      h("label", { for: "phone" }, t("phoneTitle")),
      h("p", { class: "soft small", id: "phone-help" }, t("phoneText")),
      preferences.phone === null ? null : h("p", null, t("phoneKept", { phone: preferences.phone })),
      h("input", {
        class: "input",
        id: "phone",
        name: "phone",
        type: "tel",
        dir: "ltr",
        autocomplete: "tel",
        placeholder: "+",
        "aria-describedby": app.fault === null ? "phone-help" : "phone-help phone-fault",
        "aria-invalid": app.fault !== null && "true",
      }),
      app.fault === null ? null : h("p", { class: "field-error", id: "phone-fault", role: "alert" }, app.fault),
    ),
    check("whatsapp", t("viaWhatsapp"), preferences.whatsapp),
    check("sms", t("viaSms"), preferences.sms),
    h(
      "div",
      { class: "row" },
      h("button", { class: "button", "aria-busy": app.busy === "save" && "true" }, t("save")),
      preferences.phone === null
        ? null
        : h("button", { type: "button", class: "button button--quiet-danger", onclick: () => save(app, id, { customerPhone: null }, t("erased")) }, t("erase")),
    ),
  );
}

function check(name: string, label: string, checked: boolean): Child {
  return h("label", { class: "check" }, h("input", { type: "checkbox", name, checked }), h("span", null, label));
}

function save(app: App, id: string, change: PreferenceChange, said: string): Promise<void> {
  return app.during("save", async () => {
    const problem = await app.push.prefer(id, change);
    if (problem === null) {
      toast(said);
      await reload(app, id);
    } else {
      const fault = PHONE_FAULTS[problem];
      fault === undefined ? toast(app.words.t("notSaved")) : (app.fault = app.words.t(fault));
    }
  });
}
