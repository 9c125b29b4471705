import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Context, Store } from "../../src/domain/context.js";
import type { Instrument } from "../../src/domain/satisfaction/instruments.js";
import type { SurveyPage } from "../../src/domain/surveys/store.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { mountAssets } from "../../src/web/assets.js";
import { mountSurvey } from "../../src/web/survey.js";
import { mountUpload, type UploadOptions } from "../../src/web/upload.js";

const HOUR = 3_600_000;
export const secret = Buffer.alloc(32, 7);

type Kept = { text: string | null; mayContact: boolean; mayQuote: boolean };
type Invitation = Omit<SurveyPage, "answer"> & {
  answer: { score: number; answeredAt: Date } | null;
  kept?: Kept;
};

/** The pages over real HTTP, with what they ask of the database kept in memory. */
export async function startSite() {
  const invitations: Invitation[] = [];
  const logged: string[] = [];
  const uploads = new Map<string, { organizationId: string; memberId: string } | "expired">();
  const site = {
    url: "",
    now: new Date("2026-03-02T09:00:00Z"),
    down: false,
    openings: 0,
    audited: [] as unknown[],
    told: [] as unknown[],
    logged,
    invitations,
    importCustomers: (async () => ({
      added: 0,
      contacts: 0,
      unchanged: 0,
      rejected: [],
    })) as UploadOptions["importCustomers"],
    later: (hours: number) => {
      site.now = new Date(site.now.getTime() + hours * HOUR);
    },
    /** An invitation to answer; returns its token. */
    invite(overrides: Partial<Invitation> & { instrument?: Instrument } = {}): string {
      const id = `invitation-${invitations.length}`;
      const { token, hash } = tokenFor(secret, "answer", id);
      invitations.push({
        id,
        surveyId: "survey",
        organizationId: "organization",
        organization: "Northwind & Sons",
        instrument: "nps",
        subject: "Northwind",
        contact: "Ada Moss",
        email: "ada@customer.example",
        locale: "en",
        tokenHash: hash,
        surveyStatus: "open",
        expiresAt: new Date(site.now.getTime() + 14 * 24 * HOUR),
        answer: null,
        ...overrides,
      });
      return token;
    },
    uploadLink(state: { organizationId: string; memberId: string } | "expired"): string {
      const { token, hash } = tokenFor(secret, "upload", `upload-${uploads.size}`);
      uploads.set(hash.toString("hex"), state);
      return token;
    },
    stop: async () => {},
  };

  const reach = () => {
    if (site.down) throw new Error("the database is down");
  };
  const byHash = (hash: Buffer) => invitations.find(({ tokenHash }) => tokenHash.equals(hash));

  const directory: Parameters<typeof mountSurvey>[0]["directory"] & UploadOptions["directory"] = {
    async surveyPage(hash) {
      reach();
      const found = byHash(hash);
      return (
        found && {
          ...found,
          answer: found.answer && { ...found.answer, commented: found.kept !== undefined },
        }
      );
    },
    async countOpening() {
      site.openings += 1;
    },
    async recordAnswer({ tokenHash, score, now }) {
      reach();
      const found = byHash(tokenHash);
      if (!found) return { outcome: "unknown" };
      const { organizationId } = found;
      if (found.answer) return { outcome: "recorded_before", organizationId, score: found.answer.score };
      if (found.surveyStatus !== "open") return { outcome: "closed" };
      if (found.expiresAt <= now) return { outcome: "expired" };
      const [min, max] = found.instrument === "nps" ? [0, 10] : [1, 5];
      if (score < min || score > max) return { outcome: "out_of_range" };
      found.answer = { score, answeredAt: now };
      return { outcome: "recorded", organizationId, score };
    },
    async uploadLink(hash) {
      reach();
      return uploads.get(hash.toString("hex"));
    },
  };

  const contextOf = (organizationId: string, invitationId: string): Context => {
    const store = commentStore(() => invitations.find(({ id }) => id === invitationId), site);
    return {
      organizationId,
      store,
      actor: { kind: "respondent", invitationId },
      now: () => site.now,
      newId: () => "id",
      secret,
      links: { survey: String, upload: String } as unknown as Context["links"],
    };
  };

  const app = express().disable("x-powered-by");
  const common = { router: app, directory, secret, now: () => site.now, newId: () => "id" };
  const log = {
    error: (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`),
  };
  mountAssets(app);
  mountSurvey({ ...common, log, contextOf });
  mountUpload({ ...common, log, importCustomers: (...list) => site.importCustomers(...list) });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  site.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return site;
}

export type Site = Awaited<ReturnType<typeof startSite>>;

type Trace = Pick<Site, "audited" | "told" | "down">;

/** What commenting asks of the database. */
export function commentStore(invitation: () => Invitation | undefined, trace: Trace): Store {
  const store = {
    transaction: (work: (tx: Store) => Promise<unknown>) => {
      if (trace.down) throw new Error("the database is down");
      return work(store as unknown as Store);
    },
    surveys: {
      addComment: async (_id: string, kept: Kept, since: Date) => {
        const found = invitation();
        if (!found?.answer || found.kept || found.answer.answeredAt < since) return "recorded_already";
        found.kept = kept;
        return "added";
      },
      responseOfInvitation: async () => {
        const found = invitation();
        if (!found?.answer) return undefined;
        const { score } = found.answer;
        const { text: comment = null, mayContact = false } = found.kept ?? {};
        return { id: "response", instrument: found.instrument, score, comment, mayContact, ownerId: "owner" };
      },
    },
    members: { latestIdentity: async () => ({ platform: "browser" }) },
    deliveries: { add: async (deliveries: unknown[]) => void trace.told.push(...deliveries) },
    audit: { add: async (...row: unknown[]) => void trace.audited.push(row) },
  };
  return store as unknown as Store;
}

/** A page as a test reads it. */
export async function open(site: { url: string }, path: string, init: RequestInit = {}) {
  const response = await fetch(site.url + path, { redirect: "manual", ...init });
  const html = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    html,
    text: plain(html),
    nonce: hidden(html, "nonce"),
    once: hidden(html, "once"),
  };
}

/** Sends a form as a browser does. */
export function post(site: { url: string }, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields);
  return open(site, path, { method: "POST", body });
}

export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
}

/** The texts of a page's alerts. */
export function alerts(html: string): string[] {
  return [...html.matchAll(/<p[^>]*role="alert"[^>]*>(.*?)<\/p>/gs)].map(([, text]) =>
    plain(text ?? "").trim(),
  );
}

/** What stands in the page's text field. */
export function typed(html: string): string {
  return plain(/<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1] ?? "");
}

/** The scores that are chosen on a page. */
export function chosen(html: string): string[] {
  return [...html.matchAll(/<input [^>]*type="radio"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /\schecked/.test(tag))
    .map((tag) => /value="(\d+)"/.exec(tag)?.[1] ?? "");
}

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
