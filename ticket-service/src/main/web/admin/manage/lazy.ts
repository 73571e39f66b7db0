import { h } from "../../shared/dom";
import { errorText } from "../errors";
import { draw, type Screen } from "../page";
import { t } from "../texts";

/** Most who sign in never manage anything: its code and its words come when they are asked for. */
export function manageScreen(section: string | null): Screen {
  let screen: Screen | null = null;
  let error: string | null = null;
  import("./screen")
    .then((module) => (screen = module.manageScreen(section)), (failure: unknown) => (error = errorText(failure)))
    .finally(draw);
  return {
    leave: () => screen?.leave?.(),
    view: () => screen?.view() ?? h("p", { class: "soft", role: "status" }, error ?? t("loading")),
  };
}
