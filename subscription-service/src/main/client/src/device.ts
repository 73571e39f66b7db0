import type { PushOptions } from "../nextup-push.d.ts";
import type { Api } from "./api.ts";
import { bytesOf, madeWith, registerWorker } from "./browser.ts";
import { PushError } from "./push-error.ts";
import type { TicketStore } from "./ticket-store.ts";

/** This browser's worker and its one push subscription, which all tickets of the device share. */
export class Device {
  #registration: Promise<ServiceWorkerRegistration> | null = null;
  #subscribing: Promise<PushSubscription> | null = null;

  constructor(
    private readonly api: Api,
    private readonly store: TicketStore,
    private readonly options: PushOptions,
    private readonly base: () => string,
  ) {}

  registration(): Promise<ServiceWorkerRegistration> {
    this.#registration ??= this.#register().catch((error: unknown) => {
      this.#registration = null;
      throw error;
    });
    return this.#registration;
  }

  async current(): Promise<PushSubscription | null> {
    return (await this.registration()).pushManager.getSubscription();
  }

  /**
   * A subscription made with the server's current key. One that has it already is kept: a new one would have another
   * endpoint, and silence the tickets that know the old.
   */
  subscribe(): Promise<PushSubscription> {
    // Two buttons, one subscription.
    this.#subscribing ??= this.#subscribe().finally(() => {
      this.#subscribing = null;
    });
    return this.#subscribing;
  }

  /** @returns whether there is no subscription any more */
  async end(): Promise<boolean> {
    const subscription = await this.current();
    return subscription === null || (await subscription.unsubscribe());
  }

  async #register(): Promise<ServiceWorkerRegistration> {
    const registration = await registerWorker(this.options.workerUrl ?? "/sw.js", this.options.scope ?? "/");
    await this.store.change({ baseUrl: this.base() });
    return registration;
  }

  async #subscribe(): Promise<PushSubscription> {
    const [registration, key] = await Promise.all([this.registration(), this.api.vapidKey()]);
    const existing = await registration.pushManager.getSubscription();
    const { publicKey: remembered = null } = await this.store.settings();
    if (existing !== null && madeWith(existing, key.publicKey, remembered)) {
      await this.store.change(key);
      return existing;
    }
    // Browsers refuse a second key beside the first.
    await existing?.unsubscribe();
    const subscription = await subscribeWith(registration, key.publicKey);
    await this.store.change(key);
    return subscription;
  }
}

async function subscribeWith(registration: ServiceWorkerRegistration, publicKey: string): Promise<PushSubscription> {
  try {
    return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) });
  } catch (cause) {
    const denied = cause instanceof DOMException && cause.name === "NotAllowedError";
    throw denied
      ? new PushError("permission-denied", "The browser does not let this page subscribe.", { cause })
      : new PushError("subscribe-failed", "The browser's push service gave no subscription.", { cause });
  }
}
