// The worker of the customer app: Nextup's push worker, and a cache of the page itself, so that a ticket can be looked
// at without a network. What the API answers is never cached here; the page keeps its tickets' last state itself.
// @ts-check
/// <reference lib="webworker" />

importScripts("/sw.js");

(() => {
  "use strict";
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const CACHE = "nextup-app-1";
  const PAGE = "/";
  const PUSH_CLIENT = "/client/v1/nextup-push.js";
  /** Of a network that is there but does not answer. */
  const PATIENCE_MILLIS = 4_000;

  worker.addEventListener("install", (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));

  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

  worker.addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method !== "GET" || origin !== worker.location.origin) {
      return;
    }
    if (mode === "navigate" && pathname === PAGE) {
      event.respondWith(page(event));
    } else if (pathname.startsWith("/static/bundle/")) {
      // Hashed names: what is kept is right for ever.
      event.respondWith(kept(pathname).then((found) => found ?? keepAfter(event.request, pathname)));
    } else if (pathname === PUSH_CLIENT || pathname === "/icon.svg" || /^\/api\/organizations\/[^/]+\/logo$/.test(pathname)) {
      event.respondWith(keepAfter(event.request, pathname).catch(async (error) => (await kept(pathname)) ?? Promise.reject(error)));
    }
  });

  // The newest page if the network has it soon, else the one that is kept, whatever was asked of it.
  /** @param {FetchEvent} event */
  async function page(event) {
    const fetched = fetch(event.request).then(async (answer) => {
      if (answer.ok) {
        event.waitUntil(fill(answer.clone()).catch(() => undefined));
      }
      return answer;
    });
    const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE_MILLIS));
    try {
      const answer = /** @type {Response} */ (await Promise.race([fetched, patience]));
      return answer.status < 500 ? answer : (await kept(PAGE)) ?? answer;
    } catch {
      return (await kept(PAGE)) ?? fetched;
    }
  }

  // The page and everything it is made of: scripts name the scripts they import, so following the names finds all.
  /** @param {Response} [given] the page, if it was just fetched */
  async function fill(given) {
    const cache = await caches.open(CACHE);
    const html = given ?? (await fetch(PAGE, { cache: "no-cache" }));
    const wanted = new Set(names(await html.clone().text(), PAGE));
    for (const name of wanted) {
      const answer = (await kept(name)) ?? (await fetch(name));
      if (!answer.ok) {
        throw new Error(`${name}: ${answer.status}`);
      }
      await cache.put(name, answer.clone());
      if (name.endsWith(".js")) {
        names(await answer.text(), name).forEach((each) => wanted.add(each));
      }
    }
    await cache.put(PAGE, html);
    await cache.add(PUSH_CLIENT).catch(() => undefined);
    await removeOthers(cache, wanted);
  }

  /** @param {string} text @param {string} from @returns {string[]} the paths of our bundle that it names */
  function names(text, from) {
    const found = text.match(/["'](?:\.\/|\/static\/bundle\/)[\w.-]+\.(?:js|css)["']/g) ?? [];
    const base = new URL(from, worker.location.origin);
    return found
      .map((name) => new URL(name.slice(1, -1), base).pathname)
      .filter((path) => path.startsWith("/static/bundle/") && !/\/(?:admin|board)-/.test(path));
  }

  /** @param {Cache} cache @param {Set<string>} wanted */
  async function removeOthers(cache, wanted) {
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (pathname.startsWith("/static/bundle/") && !wanted.has(pathname)) {
        await cache.delete(url);
      }
    }
  }

  /** @param {string} path @returns {Promise<Response | undefined>} */
  async function kept(path) {
    return (await caches.open(CACHE)).match(path);
  }

  /** @param {Request} request @param {string} path */
  async function keepAfter(request, path) {
    const answer = await fetch(request);
    if (answer.ok) {
      await (await caches.open(CACHE)).put(path, answer.clone());
    }
    return answer;
  }
})();
