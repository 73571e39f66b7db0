import "../shared/style/index.css";
import "./style/customer.css";
import { unlockSound } from "../shared/attention";
import { render } from "../shared/dom";
import { region } from "../shared/toast";
import { App } from "./app";
import { page } from "./view/page";

const root = document.querySelector("#app");
if (root !== null) {
  region();
  unlockSound();
  const app = await App.start((app) => render(root, page(app)));
  // "3 minutes ago" grows without news; the network's state is shown.
  addEventListener("online", () => app.changed());
  addEventListener("offline", () => app.changed());
  // The person may come back from the browser's settings.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && app.view.kind === "ticket") {
      void app.checkReach(app.view.id);
    }
  });
}
