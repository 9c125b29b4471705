import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll } from "vitest";
import type { Context } from "../../src/domain/context.js";
import { actorOf } from "../../src/domain/members/enter.js";
import { mountAssets } from "../../src/web/assets.js";
import { mountBrand } from "../../src/web/brand.js";
import { mountData } from "../../src/web/data.js";
import { mountLogo } from "../../src/web/logo.js";
import { mountPrivacy } from "../../src/web/privacy.js";
import { mountTalk } from "../../src/web/talk.js";
import { secret, testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";

/** The public pages of one organization over real HTTP, on a database of their own. */
export async function publicSite(name = "Northwind & Sons") {
  const { database } = await testDatabase();
  const organization = await testOrganization(database, { name });
  const { slug } = await organization.service.store.organization.get();
  const { directory, as, service, clock } = organization;
  const site = { down: false, logged: [] as string[], ip: "" };
  const app = express();
  // Whoever a test says it is.
  app.set("trust proxy", true);
  const reach = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (site.down) throw new Error("the database is down");
      return work(...args);
    };
  };
  const options = {
    router: app,
    directory: {
      publicOrganization: reach(directory.publicOrganization),
      logo: reach(directory.logo),
      dataLink: reach(directory.dataLink),
      uploadLink: reach(directory.uploadLink),
      reserve: reach(directory.reserve),
    },
    contextOf: () => as({ kind: "visitor" }) as Context,
    secret,
    now: () => clock.now,
    log: {
      error: (details: object, message: string) =>
        void site.logged.push(`${message} ${JSON.stringify(details)}`),
    },
  };
  mountAssets(app);
  mountBrand(options);
  mountTalk(options);
  mountPrivacy(options);
  mountData(options);
  mountLogo({
    ...options,
    async memberContext(_organizationId, memberId) {
      const member = await service.store.members.byId(memberId);
      if (!member) throw new Error("no such member");
      return as(await actorOf(service, member));
    },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const get = async (path: string, init: RequestInit = {}) => {
    const headers = { ...(site.ip ? { "x-forwarded-for": site.ip } : {}), ...init.headers };
    const response = await fetch(url + path, { redirect: "manual", ...init, headers });
    const html = await response.text();
    return { status: response.status, headers: response.headers, html, nonce: hidden(html, "nonce") };
  };
  return {
    ...organization,
    database,
    site,
    slug,
    url,
    get,
    post: (path: string, fields: Record<string, string>) =>
      get(path, { method: "POST", body: new URLSearchParams(fields) }),
    rows: async (table: string) =>
      (
        await database.pool.query<{ row: Record<string, unknown> }>(
          `SELECT to_jsonb(t) AS row FROM "${table}" t WHERE to_jsonb(t)->>'organizationId' = $1 ORDER BY to_jsonb(t)->>'createdAt'`,
          [organization.organizationId],
        )
      ).rows.map(({ row }) => row),
  };
}

export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
}

/** What stands in a field. */
export function fieldOf(html: string, name: string): string {
  const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>(.*?)</textarea>`, "s").exec(html)?.[1];
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0];
  return plain(area ?? /value="([^"]*)"/.exec(input ?? "")?.[1] ?? "");
}

/** The texts of a page's alerts. */
export function alerts(html: string): string[] {
  return [...html.matchAll(/<p[^>]*role="alert"[^>]*>(.*?)<\/p>/gs)].map(([, text]) => plain(text ?? ""));
}

export function plain(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
