// Chromium's push subscriptions come from its vendor's service, which tests cannot reach: this stands in for that
// service alone, in pages and in the worker, with real P-256 keys and the refusals of the Push API. Everything else is
// the browser's own. The subscription lies in the Cache API, which nothing under test uses.
(() => {
  const address = "/push-bridge/subscription";
  const base64url = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const decoded = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

  const held = async () => (await (await caches.match(address))?.json()) ?? null;
  const keep = async (record) => (await caches.open("push-bridge")).put(address, new Response(JSON.stringify(record)));

  const subscription = (record) => ({
    endpoint: record.endpoint,
    expirationTime: null,
    options: { userVisibleOnly: true, applicationServerKey: decoded(record.key).buffer },
    toJSON: () => ({ endpoint: record.endpoint, expirationTime: null, keys: record.keys }),
    unsubscribe: async () => (await caches.open("push-bridge")).delete(address),
  });

  PushManager.prototype.getSubscription = async () => {
    const record = await held();
    return record === null ? null : subscription(record);
  };

  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (Notification.permission !== "granted" || userVisibleOnly !== true) {
      throw new DOMException("Registration failed - permission denied", "NotAllowedError");
    }
    const bytes = typeof applicationServerKey === "string" ? decoded(applicationServerKey) : applicationServerKey;
    const raw = new Uint8Array(bytes.buffer ?? bytes);
    // Refuses what is no point of P-256.
    await crypto.subtle.importKey("raw", raw, { name: "ECDH", namedCurve: "P-256" }, false, []);
    const key = base64url(raw);
    const existing = await held();
    if (existing !== null && existing.key !== key) {
      throw new DOMException("A subscription with a different applicationServerKey already exists", "InvalidStateError");
    }
    if (existing === null) {
      const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
      await keep({
        endpoint: `https://fcm.googleapis.com/wp/${crypto.randomUUID()}`,
        key,
        keys: {
          p256dh: base64url(await crypto.subtle.exportKey("raw", pair.publicKey)),
          auth: base64url(crypto.getRandomValues(new Uint8Array(16))),
        },
      });
    }
    return subscription(await held());
  };
})();
