import "../shared/style/index.css";
import { h, render } from "../shared/dom";
import { loadI18n } from "../shared/i18n";
import type english from "./i18n/en";

const { t } = await loadI18n<typeof english>((language) => import(`./i18n/${language}.ts`));
const root = document.querySelector("#app");
if (root !== null) {
  render(root, h("main", { class: "empty" }, h("h1", null, t("title")), h("p", null, t("notYet"))));
}
