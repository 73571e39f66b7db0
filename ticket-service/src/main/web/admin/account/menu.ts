import { h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { errorText } from "../errors";
import { check } from "../form";
import { languagePicker } from "../language";
import { openModal } from "../modal";
import { logout, member } from "../session";
import { recalled, remember } from "../settings";
import { showKeys } from "../desk/keys";
import { t, type TextKey } from "../texts";
import { askForNewPassword } from "./password";

const ROLES: Readonly<Record<string, TextKey>> = { employee: "roleEmployee", manager: "roleManager", admin: "roleAdmin" };

export function roleName(role: string): string {
  const key = ROLES[role];
  return key === undefined ? role : t(key);
}

/** The member's own things, and this device's. */
export function showAccount(): void {
  const { name, email, role } = member();
  const modal = openModal({
    title: name,
    view: ({ close }) => [
      h("p", { class: "soft" }, h("bdi", null, email), ` · ${roleName(role)}`),
      check(t("chimeOn"), recalled("chime", true), (on) => {
        remember("chime", on);
        modal.draw();
      }),
      h("div", { class: "field" }, h("span", { class: "label" }, t("language")), languagePicker()),
      h(
        "div",
        { class: "menu" },
        item(t("keysTitle"), () => {
          close();
          showKeys();
        }),
        item(t("changePassword"), () => {
          close();
          askForNewPassword();
        }),
        item(t("signOut"), () => void signOut()),
      ),
      h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button", onclick: close }, t("close"))),
    ],
  });
}

function item(label: string, run: () => void) {
  return h("button", { type: "button", class: "button button--wide", onclick: run }, label);
}

async function signOut(): Promise<void> {
  try {
    await logout();
    history.replaceState(null, "", location.pathname);
  } catch (error) {
    toast(errorText(error));
  }
}
