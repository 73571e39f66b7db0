// Nextup's service worker: shows what is pushed, and reacts to clicks. It intercepts no request and caches nothing.
// Pages on other origins host one line of their own instead: importScripts("https://<nextup>/sw.js").
// @ts-check
/// <reference lib="webworker" />

(() => {
  "use strict";
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  // Browsers take the permission away from those who receive a push and show nothing. So whatever happens, something
  // is shown, and everything happens inside this one waitUntil.
  worker.addEventListener("push", (event) => {
    const message = read(event.data);
    event.waitUntil(
      show(message)
        // Only now: "shown" is a promise to the people who called the ticket.
        .then(() => Promise.allSettled([tellPages("shown", message), acknowledge(message.data, "shown"), badge(message.badge)]))
        .then(() => forgetEnded(message.data)),
    );
  });

  // Of our own fields, of the declarative form (`web_push: 8030`), of a text, or of nothing at all.
  /** @param {PushMessageData | null} pushed */
  function read(pushed) {
    const text = pushed === null ? "" : pushed.text();
    const json = parse(text);
    const { title, data, navigate, app_badge: inner, ...declared } = json.web_push === 8030 ? present(json.notification) : {};
    const { title: own, data: ownData, web_push, notification, mutable, app_badge: outer, ...options } = present(json);
    /** @type {Record<string, any>} */
    const facts = { ...present(data), ...present(ownData) };
    const plain = Object.keys(json).length === 0 ? text : "";
    return {
      title: words(own) || words(title) || "Your ticket",
      options: /** @type {Record<string, any>} */ ({ body: plain || "There is news. Tap to see it.", ...declared, ...options }),
      data: /** @type {Record<string, any>} */ ({ ...facts, clickUrl: facts.clickUrl ?? navigate }),
      badge: outer ?? inner,
    };
  }

  /** @param {ReturnType<typeof read>} message */
  function show({ title, options, data }) {
    // One notification per ticket: a second call replaces the first, with a sound.
    const ticket = words(data.ticketId);
    const tag = words(options.tag) || (ticket && `ticket-${ticket}`) || "nextup";
    const full = { ...options, tag, renotify: options.renotify !== false, data: { ...data, actions: options.actions ?? [] } };
    return worker.registration
      .showNotification(title, full)
      // An option this browser refuses must not cost the message.
      .catch(() => worker.registration.showNotification(title, { body: words(options.body), tag, data: full.data }));
  }

  /** @param {unknown} count */
  async function badge(count) {
    if (typeof count === "number" && "setAppBadge" in worker.navigator) {
      await worker.navigator.setAppBadge(count);
    }
  }

  worker.addEventListener("notificationclick", (event) => {
    const { notification, action } = event;
    const data = notification.data ?? {};
    notification.close();
    event.waitUntil(Promise.allSettled([open(data, action, notification), acknowledge(data, "clicked"), badge(0)]));
  });

  worker.addEventListener("notificationclose", (event) => {
    event.waitUntil(acknowledge(event.notification.data ?? {}, "dismissed"));
  });

  // Brings the ticket's page to the front, else another page of the same app, which then goes to the ticket, or opens one.
  /** @param {Record<string, any>} data @param {string} action @param {Notification} notification */
  async function open(data, action, notification) {
    const button = (Array.isArray(data.actions) ? data.actions : []).find((/** @type {any} */ each) => each.action === action);
    const target = own((action && button?.navigate) || data.clickUrl);
    const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    const addresses = await Promise.all(pages.map(addressOf));
    /** @param {string} url */
    const shows = (url) => url === target || (words(data.ticketId) !== "" && url.includes(data.ticketId));
    /** @param {string} url */
    const isApp = (url) => url.split(/[?#]/)[0] === target.split(/[?#]/)[0];
    const page = pages[addresses.indexOf(target)] ?? pages[addresses.findIndex(shows)] ?? pages[addresses.findIndex(isApp)];
    await (page ? page.focus() : worker.clients.openWindow(target));
    await tellPages("clicked", { title: notification.title, options: { body: notification.body }, data }, action, page);
    if (page && !shows(await addressOf(page))) {
      await page.navigate(target).catch(() => undefined);
    }
  }

  /** @param {WindowClient} page @returns {Promise<string>} where it is now: `url` says only where it was loaded */
  function addressOf(page) {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(String(data));
      setTimeout(resolve, 300, page.url);
      page.postMessage({ type: "nextup-push-where" }, [port2]);
    });
  }

  // The same address if it is on our origin, else the app's root: nobody who can send a push shall lead people elsewhere.
  /** @param {unknown} url */
  function own(url) {
    const root = worker.registration.scope;
    try {
      const target = new URL(String(url ?? ""), root);
      return target.origin === worker.location.origin ? target.href : root;
    } catch {
      return root;
    }
  }

  /** @param {string} event @param {Pick<ReturnType<typeof read>, "title" | "options" | "data">} message @param {string} [action] @param {WindowClient} [front] */
  async function tellPages(event, { title, options, data }, action = "", front) {
    const { ackToken, actions, ...facts } = data;
    for (const page of await worker.clients.matchAll({ type: "window", includeUncontrolled: true })) {
      const news = { event, action, title, body: words(options.body), data: facts, inFront: page.id === front?.id };
      page.postMessage({ type: "nextup-push", news });
    }
  }

  /** @param {Record<string, any>} data @param {"shown" | "clicked" | "dismissed"} event */
  async function acknowledge(data, event) {
    if (typeof data.ackToken === "string") {
      // Nobody waits for it, and it may fail: the notification is what counts.
      await post("/api/notifications/ack", { token: data.ackToken, event }).catch(() => undefined);
    }
  }

  // The browser gave its subscription another address: each ticket is bound to it again. Not all browsers tell, so
  // pages compare on load as well.
  worker.addEventListener("pushsubscriptionchange", (event) => {
    const { newSubscription } = /** @type {{newSubscription?: PushSubscription | null}} */ (/** @type {unknown} */ (event));
    /** @type {ExtendableEvent} */ (event).waitUntil(rebind(newSubscription ?? null));
  });

  /** @param {PushSubscription | null} renewed */
  async function rebind(renewed) {
    const { tickets, settings } = await stored();
    const bound = tickets.filter(({ boundTo }) => boundTo !== null);
    if (bound.length === 0 || settings.publicKey == null) {
      return;
    }
    const manager = worker.registration.pushManager;
    const key = { userVisibleOnly: true, applicationServerKey: settings.publicKey };
    const subscription = renewed ?? (await manager.getSubscription()) ?? (await manager.subscribe(key));
    for (const ticket of bound) {
      const { id: ticketId, organizationId, token } = ticket;
      const body = { organizationId, ticketId, subscription: subscription.toJSON(), keyId: settings.keyId };
      const answer = await post("/api/notifications/subscribe", body, token).catch(() => null);
      if (answer?.ok) {
        await access("readwrite", (tickets) => tickets.put({ ...ticket, boundTo: subscription.endpoint }));
      }
    }
  }

  /** @param {Record<string, any>} data */
  async function forgetEnded({ notificationType, ticketId }) {
    if (!["ticket_cancelled", "queue_reset"].includes(notificationType) || typeof ticketId !== "string") {
      return;
    }
    await access("readwrite", (tickets) => tickets.delete(ticketId)).catch(() => undefined);
    const { tickets, settings, known } = await stored();
    // With the last ticket the subscription goes: it would be a lasting address of this device.
    if (known && tickets.length === 0 && !((settings.pendingUntil ?? 0) > Date.now())) {
      await (await worker.registration.pushManager.getSubscription())?.unsubscribe();
    }
  }

  /** @param {string} path @param {unknown} body @param {string} [token] */
  async function post(path, body, token) {
    const { settings } = await stored();
    const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    /** @type {RequestInit} */
    const request = { method: "POST", headers, body: JSON.stringify(body), keepalive: true, credentials: "omit" };
    return fetch((settings.baseUrl ?? worker.location.origin) + path, { ...request, signal: AbortSignal.timeout(10_000) });
  }

  // What pages left for us (ticket-store.ts); `known` is false where storage is refused.
  /** @returns {Promise<{tickets: any[], settings: any, known: boolean}>} */
  async function stored() {
    try {
      const tickets = await access("readonly", (store) => store.getAll());
      const settings = await access("readonly", (_, store) => store.get("worker"));
      return { tickets, settings: settings ?? {}, known: true };
    } catch {
      return { tickets: [], settings: {}, known: false };
    }
  }

  // Rejected where there is no database: to make one is the pages' business.
  /** @param {IDBTransactionMode} mode @param {(tickets: IDBObjectStore, settings: IDBObjectStore) => IDBRequest} use */
  function access(mode, use) {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open("nextup-push", 1);
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(["tickets", "settings"], mode);
        const asked = use(transaction.objectStore("tickets"), transaction.objectStore("settings"));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = () => reject(transaction.error);
        opening.result.close();
      };
    });
  }

  /** @param {string} text @returns {Record<string, any>} empty unless it is a JSON object */
  function parse(text) {
    try {
      const json = JSON.parse(text);
      return typeof json === "object" && json !== null && !Array.isArray(json) ? json : {};
    } catch {
      return {};
    }
  }

  /** @param {any} value @returns {string} empty for what is no text: an object might not even let itself be written */
  function words(value) {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }

  /** @param {any} value @returns {Record<string, any>} its members that are not null */
  function present(value) {
    return Object.fromEntries(Object.entries(value ?? {}).filter(([, member]) => member != null));
  }
})();
