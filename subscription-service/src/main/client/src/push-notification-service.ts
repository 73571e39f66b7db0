import type {
  NotificationPreferences,
  PreferenceChanges,
  PushNews,
  PushNotificationService as Declared,
  PushOptions,
  PushPermission,
  StorageStatus,
  Ticket,
} from "../nextup-push.d.ts";
import { Api } from "./api.ts";
import { Bindings } from "./bindings.ts";
import { hasNoUserGesture, isSupported, needsHomeScreen, permission, withoutPermission } from "./browser.ts";
import { Device } from "./device.ts";
import { PendingSubscription } from "./pending.ts";
import { PushError } from "./push-error.ts";
import { TicketStore } from "./ticket-store.ts";

/** What each method promises is said in nextup-push.d.ts. */
export class PushNotificationService implements Declared {
  readonly #options: PushOptions = {};
  readonly #now = (): number => (this.#options.now ?? Date.now)();
  readonly #base = (): string => absolute(this.#options.baseUrl);
  readonly #store = new TicketStore(this.#now);
  readonly #pending = new PendingSubscription(this.#now);
  readonly #api = new Api(this.#base, (millis) => (this.#options.delay ?? wait)(millis));
  readonly #device = new Device(this.#api, this.#store, this.#options, this.#base);
  readonly #bindings = new Bindings(this.#api, this.#store, this.#device, this.#pending, this.#options, this.#now);
  #lastError: PushError | null = null;
  #loading: Promise<unknown> = Promise.resolve();

  constructor(options: PushOptions = {}) {
    Object.assign(this.#options, options);
  }

  get lastError(): PushError | null {
    return this.#lastError;
  }

  initialize(options: PushOptions = {}): Promise<boolean> {
    Object.assign(this.#options, options);
    const loading = this.#load();
    this.#loading = loading;
    return loading;
  }

  async #load(): Promise<boolean> {
    // Also where there is no push at all: nothing may stay behind in the storage.
    this.#pending.take();
    const status = permission();
    if (status === "unsupported" || status === "needs-home-screen") {
      return this.#failed(withoutPermission(status));
    }
    try {
      navigator.serviceWorker.addEventListener("message", tellAddress);
      await this.#device.registration();
    } catch (error) {
      return this.#failed(error);
    }
    await this.#bindings.resync().catch((error: unknown) => this.#failed(error));
    return true;
  }

  async initializePushNotifications(organizationId: string): Promise<PushSubscription | null> {
    const status = await this.requestPermission();
    if (status !== "granted") {
      this.#failed(withoutPermission(status));
      return null;
    }
    try {
      // What is cleaned up on load must not be what is made here.
      await this.#loading;
      const subscription = await this.subscribe();
      await this.#bindings.await(organizationId, subscription);
      return subscription;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  async rememberTicket(ticket: Ticket): Promise<boolean> {
    await this.#bindings.remember(ticket);
    return this.#store.kept();
  }

  async associateSubscriptionWithTicket(ticketId: string): Promise<boolean> {
    const ticket = await this.#bindings.ticket(ticketId);
    return this.#done(this.#bindings.associate(ticket));
  }

  async sendSubscriptionToServerWithData(
    organizationId: string,
    ticketId: string,
    subscriptionData: PushSubscription | PushSubscriptionJSON,
  ): Promise<boolean> {
    const ticket = await this.#bindings.ticket(ticketId);
    const subscription = "toJSON" in subscriptionData ? subscriptionData.toJSON() : subscriptionData;
    return this.#done(this.#bindings.bind({ ...ticket, organizationId }, subscription));
  }

  async ticketEnded(ticketId: string): Promise<void> {
    await this.#done(this.#bindings.forget(ticketId));
  }

  async tickets(): Promise<Array<{ id: string; organizationId: string; associated: boolean }>> {
    const tickets = await this.#store.all();
    return tickets.map(({ id, organizationId, boundTo }) => ({ id, organizationId, associated: boundTo !== null }));
  }

  async requestPermission(): Promise<PushPermission> {
    const status = permission();
    if (status !== "default") {
      return status;
    }
    if (hasNoUserGesture()) {
      throw new PushError("user-gesture-required", "Ask for permission in the handler of a click, before any other wait.");
    }
    return Notification.requestPermission();
  }

  async subscribe(): Promise<PushSubscription> {
    const status = permission();
    if (status !== "granted") {
      throw status === "default"
        ? new PushError("permission-required", "Call requestPermission first.")
        : withoutPermission(status);
    }
    return this.#bindings.renew();
  }

  async unsubscribe(): Promise<boolean> {
    try {
      await this.#bindings.waitNoMore();
      const bound = await this.#bindings.bound();
      await Promise.all(bound.map((ticket) => this.#store.put({ ...ticket, boundTo: null })));
      const ended = !isSupported() || (await this.#device.end());
      await this.#done(Promise.all(bound.map((ticket) => this.#api.prefer(ticket, { pushDenied: true }))));
      return ended;
    } catch (error) {
      return this.#failed(error);
    }
  }

  isSupported(): boolean {
    return isSupported();
  }

  needsHomeScreen(): boolean {
    return needsHomeScreen();
  }

  getPermissionStatus(): PushPermission {
    return permission();
  }

  async hasActivePushSubscription(): Promise<boolean> {
    try {
      return permission() === "granted" && (await this.#device.current()) !== null;
    } catch (error) {
      return this.#failed(error);
    }
  }

  async storageStatus(): Promise<StorageStatus> {
    this.#pending.take();
    return { pending: this.#pending.kept ? "kept" : "memory", tickets: (await this.#store.kept()) ? "kept" : "memory" };
  }

  async sendTestNotification(ticketId?: string): Promise<boolean> {
    const ticket = await this.#bindings.ticket(ticketId ?? (await this.#store.all()).at(-1)?.id ?? "");
    return this.#done(this.#api.test(ticket));
  }

  async getNotificationPreferences(ticketId: string): Promise<NotificationPreferences> {
    return this.#api.preferences(await this.#bindings.ticket(ticketId));
  }

  async updateNotificationPreferences(ticketId: string, changes: PreferenceChanges): Promise<boolean> {
    const ticket = await this.#bindings.ticket(ticketId);
    try {
      // The server wants to be told each time.
      const pushDenied = changes.pushDenied ?? (await this.#api.preferences(ticket)).push_denied;
      await this.#api.prefer(ticket, { ...changes, pushDenied });
      return true;
    } catch (error) {
      return this.#failed(error);
    }
  }

  onNotification(listener: (news: PushNews) => void): () => void {
    if (!isSupported()) {
      return () => undefined;
    }
    const hear = ({ data }: MessageEvent): void => {
      if (data?.type === "nextup-push") {
        listener(data.news as PushNews);
      }
    };
    navigator.serviceWorker.addEventListener("message", hear);
    return () => navigator.serviceWorker.removeEventListener("message", hear);
  }

  #done(work: Promise<unknown>): Promise<boolean> {
    return work.then(
      () => true,
      (error: unknown) => this.#failed(error),
    );
  }

  #failed(error: unknown): false {
    this.#lastError = error instanceof PushError ? error : new PushError("subscribe-failed", String(error), { cause: error });
    return false;
  }
}

/** The worker looks for the page of a ticket; what it knows itself is only where a page was loaded. */
function tellAddress({ data, ports }: MessageEvent): void {
  if (data?.type === "nextup-push-where") {
    ports[0]?.postMessage(location.href);
  }
}

function absolute(baseUrl = ""): string {
  return new URL(`${baseUrl}/`, location.href.split("#")[0]).href.replace(/\/+$/, "");
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
