import { h } from "./dom";

/** Line icons on a grid of 24; what they mean is said in words beside them, so they are hidden from screen readers. */
const PATHS = {
  bell: "M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 7h-17S6 15 6 9M10 20a2 2 0 0 0 4 0",
  "bell-off": "M9 4a6 6 0 0 1 9 5c0 2 .3 3.5.8 4.6M17 16H3.500S6 15 6 9c0-.5 0-1 .2-1.500M10 20a2 2 0 0 0 4 0M3 3l18 18",
  check: "M4 12.500 9.500 18 20 6.500",
  clock: "M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  phone: "M8 2.500h8a1.500 1.500 0 0 1 1.500 1.500v16a1.500 1.500 0 0 1-1.500 1.500H8A1.500 1.500 0 0 1 6.500 20V4A1.500 1.500 0 0 1 8 2.500M11 18.500h2",
  ticket: "M4 6h16a1 1 0 0 1 1 1v3a2 2 0 0 0 0 4v3a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-3a2 2 0 0 0 0-4V7a1 1 0 0 1 1-1M14 6v2M14 11v2M14 16v2",
  users: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M2.500 20c0-3.500 2.500-6 6.500-6s6.500 2.500 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2.300.8 3.500 2.900 3.500 5.500",
  chevron: "M9 5l7 7-7 7",
  arrow: "M3 12h18M13 4l8 8-8 8",
  back: "M15 5l-7 7 7 7",
  warning: "M12 4 2.500 20h19L12 4M12 10v4M12 17v.01",
  offline: "M3 3l18 18M5 13a10 10 0 0 1 5-2.700M19 13a10 10 0 0 0-3-2M8.500 16.500a5 5 0 0 1 7 0M2 9a15 15 0 0 1 4-2.500M22 9A15 15 0 0 0 11 5M12 20v.01",
  place: "M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11M12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5",
  sound: "M4 9v6h4l5 4V5L8 9H4M16.500 8.500a5 5 0 0 1 0 7M19 6a8.500 8.500 0 0 1 0 12",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M16 16l5 5",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  close: "M5 5l14 14M19 5 5 19",
  pause: "M8 5v14M16 5v14",
  share: "M12 15V3M8 6.500 12 3l4 3.500M6 10H5v11h14V10h-1",
} as const;

export type IconName = keyof typeof PATHS;

/** @param mirrored for arrows, which point the other way where text runs from right to left */
export function icon(name: IconName, mirrored = false): Element {
  return h(
    "svg",
    { class: mirrored ? "icon icon--mirrored" : "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    h("path", { d: PATHS[name] }),
  );
}
