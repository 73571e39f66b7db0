// In place of subscription-service's client, for tests of how the customer app looks and what it says. `pushIs` of the
// page is what the browser's permission is at first; what the server would hold is kept per browser.

const read = (name, otherwise) => JSON.parse(localStorage.getItem(`push.${name}`)) ?? otherwise;
const write = (name, value) => localStorage.setItem(`push.${name}`, JSON.stringify(value));
const status = () => read("status", window.pushIs);
const bound = () => read("bound", []);

const client = {
  lastError: null,
  async initialize() {
    navigator.serviceWorker.addEventListener("message", ({ data, ports }) =>
      data?.type === "nextup-push-where" && ports[0].postMessage(location.href));
    return true;
  },
  getPermissionStatus: status,
  async requestPermission() {
    if (status() === "default") {
      write("status", "granted");
    }
    return status();
  },
  initializePushNotifications: async () => ({}),
  rememberTicket: async () => true,
  async associateSubscriptionWithTicket(id) {
    write("bound", [...bound(), id]);
    return true;
  },
  hasActivePushSubscription: async () => status() === "granted",
  tickets: async () => bound().map((id) => ({ id, associated: true })),
  sendTestNotification: async () => true,
  getNotificationPreferences: async () => ({
    notify_ahead: null, customer_phone: null, whatsapp_fallback: true, sms_fallback: false, ...read("preferences", {}),
  }),
  async updateNotificationPreferences(id, { notifyAhead, customerPhone, whatsappFallback, smsFallback }) {
    if (customerPhone != null && !/^\+\d{8,15}$/.test(customerPhone)) {
      client.lastError = { code: "refused", problem: "invalid-phone" };
      return false;
    }
    write("preferences", {
      ...read("preferences", {}),
      ...(notifyAhead === undefined ? {} : { notify_ahead: notifyAhead }),
      ...(customerPhone === undefined ? {} : { customer_phone: customerPhone && `${customerPhone.slice(0, 3)} ••• ••${customerPhone.slice(-2)}` }),
      ...(whatsappFallback === undefined ? {} : { whatsapp_fallback: whatsappFallback }),
      ...(smsFallback === undefined ? {} : { sms_fallback: smsFallback }),
    });
    return true;
  },
  ticketEnded: async (id) => write("ended", [...read("ended", []), id]),
  onNotification(listener) {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data?.type === "nextup-push" && listener(data.news));
    return () => undefined;
  },
};

export default client;
