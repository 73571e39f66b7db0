import "../shared/style/index.css";
import "./board.css";
import "./controls.css";
import { h } from "../shared/dom";
import { readAddress } from "./address";
import { choose } from "./chooser";
import { Screen } from "./screen";
import { loadWords } from "./words";

const root = document.querySelector("#app");
const address = readAddress(location.search);
if (root !== null && address.queueId !== null) {
  // It must be there before something is said in it, and nothing but calls may change it.
  const alert = h("div", { class: "visually-hidden", role: "alert", "aria-atomic": "true" });
  document.body.append(alert);
  new Screen(root, alert, address, address.queueId, await loadWords(address.languages, [])).start();
} else if (root !== null) {
  await choose(root, address);
}
