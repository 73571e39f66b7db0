package dev.nextup.ticket.page;

/** The log of notifications is another service's: here it answers as its API document says. */
final class ConsoleLog {

    /** Two pages. {@code asked}: the parameters of each question. */
    static final String ANSWERS =
            """
            {
            const real = fetch;
            window.asked = [];
            const attempt = (channel, outcome, httpStatus) =>
              ({channel, at: '2026-11-22T10:05:00.048Z', outcome, httpStatus, pushService: 'https://push.example'});
            const item = (ticketNumber, status, error, ...attempts) => ({
              deliveryId: crypto.randomUUID(), ticketId: 'a', ticketNumber, notificationType: 'your_turn',
              status, error, createdAt: '2026-11-22T10:05:00.012Z', deadline: '2026-11-22T10:10:00Z', attempts});
            const first = [
              item('GEN-004', 'SHOWN', null, attempt('push', 'accepted', 201)),
              item('GEN-003', 'REJECTED', 'http-403', attempt('push', 'http-503', 503),
                attempt('push', 'http-403', 403), attempt('whatsapp', 'channel-not-configured', null)),
              item('GEN-002', 'RETRYING', 'timeout', attempt('sms', 'made-up-later', null))];
            const last = [item('GEN-001', 'EXPIRED', 'no-active-subscription')];
            window.fetch = (path, init) => {
              if (!String(path).startsWith('/api/notifications/logs')) return real(path, init);
              const query = new URLSearchParams(String(path).split('?')[1]);
              asked.push(Object.fromEntries(query));
              return Promise.resolve(Response.json(
                query.get('cursor') ? {items: last, next: null} : {items: first, next: 'further'}));
            };
            }
            """;

    private ConsoleLog() {}
}
