import { type Child, h } from "../../shared/dom";
import { draw, type Screen } from "../page";
import { mayAs } from "../session";
import { loadStructure } from "../structure";
import { audit } from "./audit";
import { branding } from "./branding";
import { branches, departments } from "./places";
import { counters } from "./counters";
import { members } from "./members";
import { messages } from "./messages";
import { services } from "./services";
import { t, type TextKey } from "./texts";

/** @param changed reads the organisation again and draws */
export type Section = (changed: () => void) => () => Child;

const SECTIONS: ReadonlyArray<{ at: string; label: TextKey; section: Section; role: "manager" | "admin" }> = [
  { at: "services", label: "services", section: services, role: "manager" },
  { at: "counters", label: "counters", section: counters, role: "manager" },
  { at: "departments", label: "departments", section: departments, role: "admin" },
  { at: "branches", label: "branches", section: branches, role: "admin" },
  { at: "members", label: "members", section: members, role: "admin" },
  { at: "branding", label: "branding", section: branding, role: "admin" },
  { at: "messages", label: "messages", section: messages, role: "admin" },
  { at: "audit", label: "audit", section: audit, role: "admin" },
];

export function manageScreen(asked: string | null): Screen {
  const allowed = SECTIONS.filter(({ role }) => mayAs(role));
  const current = allowed.find(({ at }) => at === asked) ?? allowed[0];
  const view = current?.section(() => void loadStructure().finally(draw));
  return {
    view: () =>
      h(
        "div",
        { class: "stack manage" },
        h("h1", null, t("title")),
        h(
          "nav",
          { class: "subnav", "aria-label": t("title") },
          h("ul", null, allowed.map(({ at, label }) =>
            h("li", null, h("a", { href: `#manage/${at}`, "aria-current": at === current?.at ? "page" : null }, t(label))))),
        ),
        view?.(),
      ),
  };
}
