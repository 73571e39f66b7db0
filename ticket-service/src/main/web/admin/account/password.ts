import { h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { errorText, fieldErrors } from "../errors";
import { errorBanner, input, onSubmit, submit } from "../form";
import { openModal } from "../modal";
import { changePassword } from "../session";
import { t } from "../texts";
import { SHORTEST_PASSWORD } from "./invitation";

export function askForNewPassword(): void {
  let [current, next] = ["", ""];
  let busy = false;
  let error: string | null = null;
  let fieldError: string | null = null;

  async function go() {
    error = null;
    fieldError = next.length < SHORTEST_PASSWORD ? t("errorPasswordLength") : null;
    busy = fieldError === null;
    modal.draw();
    if (!busy) {
      return;
    }
    try {
      await changePassword(current, next);
      toast(t("passwordChanged"));
      modal.close();
    } catch (failure) {
      busy = false;
      if (fieldErrors(failure).has("newPassword")) {
        fieldError = t("errorPasswordLength");
      } else {
        error = errorText(failure);
      }
      modal.draw();
    }
  }

  const modal = openModal({
    title: t("changePassword"),
    view: ({ close }) =>
      h(
        "form",
        { class: "stack", novalidate: true, onsubmit: onSubmit(() => busy, () => void go()) },
        h("p", { class: "soft" }, t("changePasswordText")),
        errorBanner(error),
        input({ id: "current-password", label: t("currentPassword") }, {
          type: "password",
          autocomplete: "current-password",
          dir: "ltr",
          value: current,
          oninput: (event: Event) => (current = (event.target as HTMLInputElement).value),
        }),
        input({ id: "next-password", label: t("newPassword"), hint: t("passwordHint"), error: fieldError }, {
          type: "password",
          autocomplete: "new-password",
          dir: "ltr",
          value: next,
          oninput: (event: Event) => (next = (event.target as HTMLInputElement).value),
        }),
        h(
          "div",
          { class: "dialog-actions" },
          h("button", { type: "button", class: "button", onclick: close }, t("cancel")),
          submit(t("changePassword"), busy),
        ),
      ),
  });
}
