import { call, ApiError, newIdempotencyKey } from "../shared/api";
import { applyBrand } from "../shared/brand";
import { chooseLanguage, loadI18n } from "../shared/i18n";
import { hush, toast } from "../shared/toast";
import { hasEnded, type IssuedTicket, type Organization } from "../shared/types";
import { errorText } from "./errors";
import type { Texts, Words } from "./face";
import { Following } from "./following";
import { Push, type Reach } from "./push";
import { retried } from "./retried";
import { addressOf, currentRoute, type Route, takeClaim } from "./route";
import { type Brand, brandOf, type Kept, keep, Tickets } from "./tickets";

/** What is shown. Everything else is in the address or on the ticket. */
export type View =
  | { readonly kind: "loading"; readonly text: "loading" | "claiming" }
  | { readonly kind: "landing" }
  | { readonly kind: "join"; readonly organization: Organization }
  | { readonly kind: "ticket"; readonly id: string }
  | { readonly kind: "problem"; readonly title: keyof Texts; readonly text: keyof Texts; readonly again: boolean };

/** The app's state, and what people can do to it. Views read it; `changed` renders them. */
export class App {
  readonly tickets = new Tickets();
  readonly push = new Push();
  readonly following: Following;
  view: View = { kind: "loading", text: "loading" };
  route: Route = currentRoute();
  brand: Brand | null = null;
  /** What goes on, so that its button says so and works once. */
  busy: string | null = null;
  /** Of a form: what to mend. */
  fault: string | null = null;
  /** The service that asked for the code on its screen, whether or not it was known to. */
  codeAskedBy: string | null = null;
  /** That is what is to mend. */
  wrongCode = false;
  readonly reach = new Map<string, Reach>();
  #offered: readonly string[] | null = null;
  #poll = 0;

  private constructor(public words: Words, readonly changed: () => void) {
    this.following = new Following(this);
  }

  static async start(render: (app: App) => void): Promise<App> {
    let planned = false;
    const words = await language(null);
    const app: App = new App(words, () => {
      // Many changes, one rendering.
      if (!planned) {
        planned = true;
        queueMicrotask(() => {
          planned = false;
          render(app);
        });
      }
    });
    app.push.start(app.tickets.active(), (news) => app.following.heard(news));
    app.tickets.onOtherTab(() => app.#otherTab());
    addEventListener("popstate", () => app.open());
    const claim = takeClaim();
    await (claim === null ? app.open() : app.claim(claim));
    return app;
  }

  go(route: Partial<Route>): void {
    history.pushState(null, "", addressOf(route));
    scrollTo(0, 0);
    void this.open();
  }

  /** Shows what the address says. */
  async open(): Promise<void> {
    this.route = currentRoute();
    this.fault = null;
    this.codeAskedBy = null;
    this.wrongCode = false;
    clearTimeout(this.#poll);
    const newest = this.tickets.active()[0];
    if (this.route.ticket !== null) {
      await this.#openTicket(this.route.ticket);
    } else if (this.route.org !== null) {
      await this.#openOrganization(this.route.org);
    } else if (newest !== undefined) {
      history.replaceState(null, "", addressOf({ ticket: newest.ticket.id }));
      await this.open();
    } else {
      await this.#show({ kind: "landing" }, null);
    }
  }

  /** Another tab took, changed or removed a ticket. */
  #otherTab(): void {
    if (this.view.kind === "ticket" && this.tickets.get(this.view.id) === null) {
      void this.open();
    } else {
      this.following.follow();
      this.changed();
    }
  }

  async #openTicket(id: string): Promise<void> {
    const kept = this.tickets.get(id);
    if (kept === null) {
      await this.#show({ kind: "problem", title: "notHere", text: "notHereText", again: false }, null);
      return;
    }
    await this.#show({ kind: "ticket", id }, kept.brand);
    void this.checkReach(id);
  }

  async #openOrganization(org: string): Promise<void> {
    if (this.view.kind !== "join" || this.view.organization.slug !== org) {
      await this.#show({ kind: "loading", text: "loading" }, this.brand);
    }
    try {
      const organization = await call<Organization>("GET", `/api/organizations/${encodeURIComponent(org)}`);
      await this.#show({ kind: "join", organization }, brandOf(organization));
      this.#poll = window.setTimeout(() => void this.#refresh(org), 15_000);
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404;
      await this.#show(
        gone
          ? { kind: "problem", title: "errorUnknownPlace", text: "errorUnknownPlaceText", again: false }
          : { kind: "problem", title: "appName", text: errorText(error), again: true },
        null,
      );
    }
  }

  /** Waiting counts and opening change while people read. */
  async #refresh(org: string): Promise<void> {
    if (this.view.kind !== "join" || this.route.org !== org) {
      return;
    }
    const news = document.visibilityState === "visible" && this.busy === null
      ? await call<Organization>("GET", `/api/organizations/${encodeURIComponent(org)}`).catch(() => null)
      : null;
    if (this.view.kind === "join" && this.route.org === org) {
      this.view = { kind: "join", organization: news ?? this.view.organization };
      this.changed();
      this.#poll = window.setTimeout(() => void this.#refresh(org), 15_000);
    }
  }

  async #show(view: View, brand: Brand | null): Promise<void> {
    this.view = view;
    this.brand = brand;
    applyBrand(brand?.primaryColor ?? null);
    linkManifest(brand);
    if (brand !== null && String(brand.languages) !== String(this.#offered)) {
      this.#offered = brand.languages;
      this.words = await language(this.#offered);
    }
    this.following.follow();
    this.changed();
  }

  async speak(tag: string): Promise<void> {
    chooseLanguage(tag);
    this.words = await language(this.#offered);
    this.changed();
  }

  /** Step one is the tap that got us here; then the ticket; then the device is told to the server. */
  async take(organization: Organization, serviceId: string, joinCode: string, notify: boolean): Promise<void> {
    const key = newIdempotencyKey();
    this.wrongCode = false;
    await this.during(notify ? "take" : "take-quiet", async () => {
      if (notify) {
        await this.push.prepare(organization.id);
      }
      const body = { organizationId: organization.id, serviceId, language: this.words.language, joinCode: joinCode || null };
      const issued = await retried(() => call<IssuedTicket>("POST", "/api/tickets", { body, idempotencyKey: key })).catch((error: unknown) => {
        this.wrongCode = error instanceof ApiError && error.code.startsWith("join-code-");
        this.codeAskedBy = this.wrongCode ? serviceId : this.codeAskedBy;
        throw error;
      });
      await this.#received(issued, organization);
    });
  }

  async claim(code: string): Promise<void> {
    const key = newIdempotencyKey();
    await this.#show({ kind: "loading", text: "claiming" }, null);
    try {
      const issued = await retried(() => call<IssuedTicket>("POST", "/api/tickets/claim", { body: { code }, idempotencyKey: key }));
      const organization = await call<Organization>("GET", `/api/organizations/${issued.organizationId}`);
      await this.#received(issued, organization);
    } catch (error) {
      const invalid = error instanceof ApiError && !error.transient;
      await this.#show(
        { kind: "problem", title: "errorClaim", text: invalid ? "errorClaimText" : errorText(error), again: false },
        null,
      );
    }
  }

  async #received(issued: IssuedTicket, organization: Organization): Promise<void> {
    const kept = keep(issued, organization, new Date());
    this.tickets.put(kept);
    this.reach.set(kept.ticket.id, "checking");
    history.replaceState(null, "", addressOf({ ticket: kept.ticket.id }));
    scrollTo(0, 0);
    await this.#show({ kind: "ticket", id: kept.ticket.id }, kept.brand);
    // Not awaited: the ticket is here, whatever becomes of the notifications.
    void this.push.associate(kept).finally(() => this.checkReach(kept.ticket.id));
  }

  async turnOn(kept: Kept): Promise<void> {
    await this.during("turn-on", async () => {
      await this.push.turnOn(kept);
    });
    await this.checkReach(kept.ticket.id);
  }

  async checkReach(id: string): Promise<void> {
    const kept = this.tickets.get(id);
    if (kept !== null && !hasEnded(kept.ticket.status)) {
      this.reach.set(id, await this.push.reach(id));
      this.changed();
    }
  }

  forget(id: string): void {
    this.tickets.remove(id);
    const { slug } = this.brand ?? {};
    this.go(slug === undefined ? {} : { org: slug });
  }

  /** Runs what a button does: once, visibly, and with its failure said. */
  async during(name: string, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) {
      return;
    }
    this.busy = name;
    this.fault = null;
    hush();
    this.changed();
    try {
      await work();
    } catch (error) {
      this.fault = this.words.t(errorText(error));
      if (this.view.kind === "ticket") {
        toast(this.fault);
      }
    } finally {
      this.busy = null;
      this.changed();
    }
  }
}

function language(offered: readonly string[] | null): Promise<Words> {
  return loadI18n<Texts>((tag) => import(`./i18n/${tag}.ts`), offered);
}

/** Installed, the app is the organisation's: its name, icon and start address. */
function linkManifest(brand: Brand | null): void {
  const existing = document.querySelector("link[rel=manifest]");
  const address = brand === null ? null : `/api/organizations/${brand.id}/manifest`;
  if (existing?.getAttribute("href") === address) {
    return;
  }
  existing?.remove();
  if (address !== null) {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = address;
    document.head.append(link);
  }
}
