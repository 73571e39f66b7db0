import { call } from "../../shared/api";
import { h } from "../../shared/dom";
import { errorText } from "../errors";
import { errorBanner, input, onSubmit, submit } from "../form";
import { draw, type Screen } from "../page";
import { t } from "../texts";
import { gate } from "./gate";

export const SHORTEST_PASSWORD = 10;

/** What the link of an invitation opens: a first password, or a new one. */
export function invitationScreen(token: string, accepted: () => void): Screen {
  let password = "";
  let busy = false;
  let error: string | null = null;
  let fieldError: string | null = null;

  async function go() {
    error = null;
    fieldError = password.length < SHORTEST_PASSWORD ? t("errorPasswordLength") : null;
    busy = fieldError === null;
    draw();
    if (!busy) {
      document.getElementById("new-password")?.focus();
      return;
    }
    try {
      await call("POST", "/api/auth/accept-invitation", { body: { token, password } });
      accepted();
    } catch (failure) {
      error = errorText(failure);
      busy = false;
      draw();
    }
  }

  return {
    bare: true,
    view: () =>
      gate(
        t("welcome"),
        h(
          "form",
          { class: "stack", novalidate: true, onsubmit: onSubmit(() => busy, () => void go()) },
          h("p", null, t("invitationText")),
          errorBanner(error),
          input({ id: "new-password", label: t("newPassword"), hint: t("passwordHint"), error: fieldError }, {
            type: "password",
            name: "password",
            autocomplete: "new-password",
            dir: "ltr",
            value: password,
            oninput: (event: Event) => (password = (event.target as HTMLInputElement).value),
            onmount: (element: HTMLElement) => element.focus(),
          }),
          submit(t("setPassword"), busy, { class: "button button--primary button--wide" }),
        ),
      ),
  };
}
