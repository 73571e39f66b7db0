import type { PushPermission } from "../nextup-push.d.ts";
import { PushError } from "./push-error.ts";

/** How long a browser may take to start a worker it has just downloaded. */
const WORKER_START_MILLIS = 20_000;

export function isSupported(): boolean {
  try {
    return (
      typeof window !== "undefined" &&
      window.isSecureContext &&
      // Throws in frames without an origin, where "in" would say yes.
      navigator.serviceWorker !== undefined &&
      "PushManager" in window &&
      "Notification" in window
    );
  } catch {
    return false;
  }
}

/** Web apps of iOS and iPadOS get push with the Home Screen icon; in a tab `Notification` does not even exist. */
export function needsHomeScreen(): boolean {
  if (typeof window === "undefined") {
    return false;
  }
  const installed =
    (navigator as { standalone?: boolean }).standalone === true ||
    window.matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
  // An iPad says it is a Mac; no Mac has a touch screen.
  const apple =
    /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return apple && !installed;
}

export function permission(): PushPermission {
  if (needsHomeScreen()) {
    return "needs-home-screen";
  }
  return isSupported() ? Notification.permission : "unsupported";
}

/** Browsers without `userActivation` decide for themselves, when the permission is asked. */
export function hasNoUserGesture(): boolean {
  return navigator.userActivation !== undefined && !navigator.userActivation.isActive;
}

/** Why there is no subscription with this permission, as an error to keep or to throw. */
export function withoutPermission(status: PushPermission): PushError {
  switch (status) {
    case "unsupported":
      return new PushError("unsupported", "This browser has no Web Push, or the page is neither https nor localhost.");
    case "needs-home-screen":
      return new PushError("needs-home-screen", "On iPhone and iPad notifications work once the app is on the Home Screen.");
    case "denied":
      return new PushError("permission-denied", "Notifications are blocked; the browser's settings can allow them.");
    case "default":
      return new PushError("permission-dismissed", "The question for permission was not answered.");
    case "granted":
      throw new TypeError("Permission is granted");
  }
}

/** The registration, once it has a worker that can receive pushes. */
export async function registerWorker(url: string, scope: string): Promise<ServiceWorkerRegistration> {
  try {
    // The worker's own script is checked for news at each load; so are scripts it imports.
    const registration = await navigator.serviceWorker.register(url, { scope, updateViaCache: "none" });
    await started(registration);
    return registration;
  } catch (cause) {
    throw new PushError("worker-failed", `The service worker ${url} could not be started.`, { cause });
  }
}

function started(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null || worker.state === "activated" || registration.active !== null) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("The worker did not start in time")), WORKER_START_MILLIS);
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated" || worker.state === "redundant") {
        clearTimeout(late);
        worker.state === "activated" ? resolve() : reject(new Error("The worker failed to install"));
      }
    });
  });
}

/** base64url without padding, as the server writes its key. */
export function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/**
 * Whether the subscription was made with this application server key: pushes signed with another are refused.
 *
 * @param remembered the key it was made with, for browsers that do not tell
 */
export function madeWith(subscription: PushSubscription, publicKey: string, remembered: string | null): boolean {
  const own = (subscription.options as PushSubscriptionOptions | undefined)?.applicationServerKey ?? null;
  if (own === null) {
    return remembered === publicKey;
  }
  const wanted = bytesOf(publicKey);
  const actual = new Uint8Array(own);
  return actual.length === wanted.length && actual.every((byte, i) => byte === wanted[i]);
}
