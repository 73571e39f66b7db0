/**
 * Web Push for Nextup tickets. The public contract of `nextup-push.js`; the build checks that the code keeps it.
 *
 * Two rules hold for every method:
 * - What people and networks do is an answer: `null` or `false`, and `lastError` says why.
 * - What the calling program must mend is thrown as a `PushError`. Methods that answer a value throw either way.
 */

/** What `POST /api/tickets` answers is one. */
export interface Ticket {
  readonly id: string;
  readonly organizationId: string;
  /** Proves the ticket to the server. Whoever has it holds the ticket. */
  readonly token: string;
}

export interface PushOptions {
  /** Where the Nextup API is, such as `https://queue.example.org`; the page's own origin unless given. */
  baseUrl?: string;
  /** Script of the service worker, on the page's own origin. Default `/sw.js`. */
  workerUrl?: string;
  /** What the worker is responsible for. Default `/`. */
  scope?: string;
  /** Asked for tickets that were not given to `rememberTicket`, by apps that keep them elsewhere. */
  ticketFor?: (ticketId: string) => Ticket | null | undefined | Promise<Ticket | null | undefined>;
  /** For tests: the time in milliseconds. */
  now?: () => number;
  /** For tests: waits so many milliseconds. */
  delay?: (milliseconds: number) => Promise<void>;
}

/**
 * - `unsupported`: this browser has no Web Push
 * - `needs-home-screen`: iPhone and iPad have it only after "Add to Home Screen"
 * - `permission-denied`: the person said no; only the browser's settings can change that
 * - `permission-dismissed`: the person did not decide; ask again later
 * - `user-gesture-required`: ask for permission in a click's handler, before any other wait
 * - `permission-required`: `subscribe` before the permission was granted
 * - `worker-failed`: the service worker could not be registered
 * - `subscribe-failed`: the browser's push service refused or could not be reached
 * - `pending-expired`: the subscription waited over ten minutes for its ticket
 * - `not-subscribed`: there is no subscription to associate
 * - `unknown-ticket`: no token of this ticket; call `rememberTicket` first
 * - `ticket-ended`: nobody will be notified of it any more
 * - `network`: the server was not reached, retries included
 * - `refused`: the server said no; see `status` and `problem`
 */
export type PushErrorCode =
  | "unsupported"
  | "needs-home-screen"
  | "permission-denied"
  | "permission-dismissed"
  | "user-gesture-required"
  | "permission-required"
  | "worker-failed"
  | "subscribe-failed"
  | "pending-expired"
  | "not-subscribed"
  | "unknown-ticket"
  | "ticket-ended"
  | "network"
  | "refused";

export declare class PushError extends Error {
  readonly name: "PushError";
  readonly code: PushErrorCode;
  /** HTTP status, of `refused` and `ticket-ended`. */
  readonly status: number | null;
  /** The server's own code, such as `endpoint-not-allowed`; all are in Nextup's docs/errors.md. */
  readonly problem: string | null;
  constructor(code: PushErrorCode, message: string, options?: { cause?: unknown; status?: number; problem?: string });
}

export type PushPermission = "granted" | "denied" | "default" | "unsupported" | "needs-home-screen";

/** In the server's spelling. */
export interface NotificationPreferences {
  push_enabled: boolean;
  push_denied: boolean;
  whatsapp_fallback: boolean;
  sms_fallback: boolean;
  /** "Tell me when so many are ahead of me"; `null` leaves it to the service. */
  notify_ahead: number | null;
  /** Masked. */
  customer_phone: string | null;
}

/** What is absent stays as it is. */
export interface PreferenceChanges {
  pushDenied?: boolean;
  /** Only for fallback channels. `null` erases it. */
  customerPhone?: string | null;
  whatsappFallback?: boolean;
  smsFallback?: boolean;
  notifyAhead?: number;
}

/** Told to every open page when the worker shows a notification, and when the person clicks one. */
export interface PushNews {
  readonly event: "shown" | "clicked";
  /** The button that was clicked; empty for the notification itself. */
  readonly action: string;
  readonly title: string;
  readonly body: string;
  /** `ticketId`, `ticketNumber`, `notificationType`, `counter` and so on, as the server sent them. */
  readonly data: Readonly<Record<string, unknown>>;
  /**
   * Of `clicked`: this page was brought to the front for it. If it does not show the ticket, change its address before
   * your listener returns (`history.pushState`); otherwise the worker loads the page anew at the ticket.
   */
  readonly inFront: boolean;
}

/** `memory`: the browser refuses storage, as some do in private windows; it is lost with the page. */
export interface StorageStatus {
  /** A subscription that waits for its ticket. */
  readonly pending: "kept" | "memory";
  /** Tickets, which the worker also needs. */
  readonly tickets: "kept" | "memory";
}

export declare class PushNotificationService {
  constructor(options?: PushOptions);

  /** Why the latest `null` or `false` was answered. */
  readonly lastError: PushError | null;

  /**
   * Call on every page load. Registers the worker, cleans up what has expired, and puts right what changed while no
   * page was open: ended tickets, a new application server key, a subscription the browser renewed, or one that its push
   * service has ended. Asks nobody anything.
   *
   * @returns false if notifications cannot work here
   */
  initialize(options?: PushOptions): Promise<boolean>;

  /**
   * Step one, before there is a ticket: asks for permission, subscribes, and keeps the subscription for ten minutes
   * (`localStorage`, `pendingPushSubscription`). Call it in a click's handler.
   *
   * @returns null if the person or the browser does not want to; taking a ticket must go on
   * @throws PushError `user-gesture-required`
   */
  initializePushNotifications(organizationId: string): Promise<PushSubscription | null>;

  /**
   * Keeps a ticket with its token on this device, until it ends or its token expires.
   *
   * @returns false if the browser refuses storage: the ticket is known until the page is closed
   */
  rememberTicket(ticket: Ticket): Promise<boolean>;

  /**
   * Step two: tells the server to notify this browser about the ticket. Earlier tickets of the device stay served.
   *
   * @throws PushError `unknown-ticket`
   */
  associateSubscriptionWithTicket(ticketId: string): Promise<boolean>;

  /**
   * One subscription for one ticket, tried again after one second and after two if the server cannot answer.
   *
   * @throws PushError `unknown-ticket`
   */
  sendSubscriptionToServerWithData(
    organizationId: string,
    ticketId: string,
    subscriptionData: PushSubscription | PushSubscriptionJSON,
  ): Promise<boolean>;

  /**
   * The ticket is over. Forgets it, and with the last one the browser's subscription, so that its address never
   * becomes a lasting mark of the device.
   */
  ticketEnded(ticketId: string): Promise<void>;

  /** The tickets of this device that have not ended, without their tokens. */
  tickets(): Promise<ReadonlyArray<{ readonly id: string; readonly organizationId: string; readonly associated: boolean }>>;

  /**
   * Asks the person, if not asked before.
   *
   * @throws PushError `user-gesture-required`
   */
  requestPermission(): Promise<PushPermission>;

  /**
   * The browser's subscription, made with the server's current key: the existing one wherever possible.
   *
   * @throws PushError
   */
  subscribe(): Promise<PushSubscription>;

  /**
   * The person wants no notifications on this device. Its tickets stay, and so do their fallback channels.
   *
   * @returns false if the browser still holds a subscription
   */
  unsubscribe(): Promise<boolean>;

  isSupported(): boolean;
  /** Whether to show how "Add to Home Screen" works, instead of a button that cannot do anything. */
  needsHomeScreen(): boolean;
  getPermissionStatus(): PushPermission;
  hasActivePushSubscription(): Promise<boolean>;
  storageStatus(): Promise<StorageStatus>;

  /** Has a notification sent to this device, of the given ticket or the one remembered last. */
  sendTestNotification(ticketId?: string): Promise<boolean>;

  /** @throws PushError */
  getNotificationPreferences(ticketId: string): Promise<NotificationPreferences>;

  /** @throws PushError `unknown-ticket` */
  updateNotificationPreferences(ticketId: string, changes: PreferenceChanges): Promise<boolean>;

  /** @returns ends the listening */
  onNotification(listener: (news: PushNews) => void): () => void;
}

/** The one service most pages need; `initialize` takes its options. */
declare const push: PushNotificationService;
export default push;
