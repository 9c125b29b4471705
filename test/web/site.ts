import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { UploadLink } from "../../src/domain/directory.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { mountAssets } from "../../src/web/assets.js";
import { mountUpload, type UploadOptions } from "../../src/web/upload.js";

const HOUR = 3_600_000;
export const secret = Buffer.alloc(32, 7);

/** The pages over real HTTP, with what they ask of the database kept in memory. */
export async function startSite() {
  const logged: string[] = [];
  const uploads = new Map<string, UploadLink | "expired">();
  const site = {
    url: "",
    now: new Date("2026-03-02T09:00:00Z"),
    down: false,
    logged,
    importCustomers: (async () => ({
      added: 0,
      contacts: 0,
      unchanged: 0,
      rejected: [],
    })) as UploadOptions["importCustomers"],
    importAudience: (async () => ({ listed: 0, rejected: [] })) as unknown as UploadOptions["importAudience"],
    later: (hours: number) => {
      site.now = new Date(site.now.getTime() + hours * HOUR);
    },
    uploadLink(
      state: (Pick<UploadLink, "organizationId" | "memberId"> & Partial<UploadLink>) | "expired",
    ): string {
      const { token, hash } = tokenFor(secret, "upload", `upload-${uploads.size}`);
      const link = state === "expired" ? state : { purpose: "customers" as const, surveyId: null, ...state };
      uploads.set(hash.toString("hex"), link);
      return token;
    },
    stop: async () => {},
  };

  const reach = () => {
    if (site.down) throw new Error("the database is down");
  };
  const directory: UploadOptions["directory"] = {
    async uploadLink(hash) {
      reach();
      return uploads.get(hash.toString("hex"));
    },
  };

  const app = express().disable("x-powered-by");
  const common = { router: app, directory, secret, now: () => site.now, newId: () => "id" };
  const log = {
    error: (details: object, message: string) => void logged.push(`${message} ${JSON.stringify(details)}`),
  };
  mountAssets(app);
  mountUpload({
    ...common,
    log,
    importCustomers: (...list) => site.importCustomers(...list),
    importAudience: (...list) => site.importAudience(...list),
  });
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
