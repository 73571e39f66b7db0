import { h } from "../shared/dom";
import { qrPath } from "../shared/qr/code";

/** Dark on light in every colour scheme: not every reader takes the reverse. */
export function qrPicture(link: string, label: string): Element {
  const { size, path } = qrPath(link);
  return h(
    "svg",
    { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    h("rect", { width: size, height: size, class: "qr-light" }),
    h("path", { d: path, class: "qr-dark" }),
  );
}
