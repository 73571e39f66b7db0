import { codesScreen } from "./codes/screen";
import { errorText } from "./errors";
import { chooseScreen } from "./desk/choose";
import { figuresScreen } from "./figures/screen";
import { recalledPlace } from "./desk/place";
import { deskScreen } from "./desk/screen";
import { logScreen } from "./log/screen";
import { manageScreen } from "./manage/lazy";
import { type Screen, show } from "./page";
import { mayAs } from "./session";
import { loadStructure } from "./structure";
import { t } from "./texts";
import { failureScreen } from "./failure";
import { ApiError } from "../shared/api";

/** Which screen stands at which address, so that reload and "back" do what people expect. */

export type Route = "desk" | "place" | "figures" | "log" | "codes" | "manage";

const ROUTES: readonly Route[] = ["desk", "place", "figures", "log", "codes", "manage"];

let listening = false;

export interface Destination {
  readonly at: Route;
  readonly label: string;
}

export function destinations(): readonly Destination[] {
  return [
    { at: "desk", label: t("desk") },
    { at: "figures", label: t("figures") },
    { at: "log", label: t("log") },
    { at: "codes", label: t("codes") },
    ...(mayAs("manager") ? [{ at: "manage" as const, label: t("manage") }] : []),
  ];
}

export function route(): Route {
  return ROUTES.find((each) => each === address()[0]) ?? "desk";
}

/** The screen, and what on it: `#manage/services`. */
function address(): readonly [string, string | null] {
  const [screen = "", below = null] = location.hash.slice(1).split("/");
  return [screen, below];
}

/** Reads the organisation and shows what the address says. */
export async function go(): Promise<void> {
  try {
    await loadStructure();
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      show(failureScreen(errorText(error), () => void go()));
    }
    return;
  }
  if (!listening) {
    listening = true;
    addEventListener("hashchange", open);
  }
  open();
}

export function leaveRoutes(): void {
  listening = false;
  removeEventListener("hashchange", open);
}

function open(): void {
  show(screenAt(route()));
  // Narrow screens show a part of the ways there are.
  document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  scrollTo(0, 0);
}

function screenAt(at: Route): Screen {
  const [, below] = address();
  switch (at) {
    case "figures": return figuresScreen();
    case "log": return logScreen(below);
    case "codes": return codesScreen();
    case "manage": return mayAs("manager") ? manageScreen(below) : deskAt("desk");
    default: return deskAt(at);
  }
}

function deskAt(at: "desk" | "place"): Screen {
  const place = recalledPlace();
  if (at === "place" || place === null) {
    return chooseScreen(place, () => to("desk"));
  }
  return deskScreen(place, () => to("place"));
}

export function to(next: Route): void {
  if (route() === next) {
    open();
  } else {
    location.hash = next;
  }
}
