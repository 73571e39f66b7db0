import "../shared/style/index.css";
import "./style/index.css";
import { unlockSound } from "../shared/attention";
import { applyBrand } from "../shared/brand";
import { region } from "../shared/toast";
import { invitationScreen } from "./account/invitation";
import { loginScreen } from "./account/login";
import { frame } from "./frame";
import { startMoments } from "./moments";
import { show, start } from "./page";
import { go, leaveRoutes } from "./routes";
import { onSessionEnd, restore } from "./session";
import { t } from "./texts";
import { waitScreen } from "./wait";

const INVITATION = /^#invitation=(.+)$/;

function signIn(note: string | null = null): void {
  leaveRoutes();
  applyBrand(null);
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  show(loginScreen(() => void go(), note));
}

/** Somebody with a session that is still good works on at once. */
async function begin(): Promise<void> {
  show(waitScreen());
  try {
    await (await restore() ? go() : signIn());
  } catch {
    show(waitScreen(() => void begin()));
  }
}

const root = document.querySelector("#app");
if (root !== null) {
  region();
  unlockSound();
  startMoments();
  start(root, frame);
  onSessionEnd((signedOut) => signIn(signedOut ? null : t("sessionOver")));
  document.title = `Nextup · ${t("title")}`;
  const invitation = INVITATION.exec(location.hash)?.[1];
  if (invitation === undefined) {
    void begin();
  } else {
    // A secret: neither the address line nor the history keeps it.
    history.replaceState(null, "", location.pathname);
    show(invitationScreen(invitation, () => signIn(t("invitationAccepted"))));
  }
}
