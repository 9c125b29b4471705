import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { addressKey } from "../../src/domain/suppression/address-key.js";
import { type Purpose, tokenFor } from "../../src/domain/tokens.js";
import { mountUnsubscribe } from "../../src/web/unsubscribe.js";
import { secret, testOrganization } from "../support/context.js";
import { testDatabase } from "../support/database.js";

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";
const alerts = (html: string) => html.match(/<p[^>]*role="alert"/g) ?? [];

const { database } = await testDatabase();
const organization = await testOrganization(database, { name: "Northwind & Sons" });
const { directory, clock, as, service } = organization;
const logged: string[] = [];
let down = false;
const app = express();
mountUnsubscribe({
  router: app,
  directory: {
    unsubscribeLink: async (hash) => {
      if (down) throw new Error("the database is down");
      return directory.unsubscribeLink(hash);
    },
  },
  contextOf: () => as({ kind: "visitor" }),
  secret,
  now: () => clock.now,
  log: { error: (details, message) => void logged.push(`${message} ${JSON.stringify(details)}`) },
});
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => new Promise((resolve) => server.close(resolve)));

let token: string;
let key: Buffer;
let number = 0;
beforeEach(async () => {
  down = false;
  logged.length = 0;
  const contact = `contact-${number++}`;
  key = addressKey(secret, `${contact}@customer.example`);
  const made = tokenFor(secret, "unsubscribe", contact);
  token = made.token;
  await service.store.suppressions.addUnsubscribeLinks([{ tokenHash: made.hash, addressKey: key }]);
});

async function open(path: string, init: RequestInit = {}) {
  const response = await fetch(origin + path, { redirect: "manual", ...init });
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, nonce: hidden(html, "nonce") };
}
const post = (path: string, body: RequestInit["body"], headers: Record<string, string> = {}) =>
  open(path, { method: "POST", body: body ?? null, headers });
const suppressed = () => service.store.suppressions.of(key, clock.now);

describe("opening the link", () => {
  test.each(["GET", "HEAD"])("by %s changes nothing", async (method) => {
    const page = await open(`/u/${token}`, { method });
    expect(page.status).toBe(200);
    expect(await suppressed()).toBeUndefined();
    if (method === "HEAD") return;
    expect(page.html).toContain("Northwind &amp; Sons");
    expect(page.html).toContain("Nothing has been changed yet");
    expect(page.html).toContain(`<form method="post" action="/u/${token}">`);
    expect(page.html).not.toMatch(/<script|onload|http-equiv/);
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("set-cookie")).toBeNull();
  });

  test("speaks the language of the link, else the browser's", async () => {
    expect((await open(`/u/${token}?lang=es`)).html).toContain("Todavía no ha cambiado nada");
    const spanish = { headers: { "accept-language": "es-MX" } };
    expect((await open(`/u/${token}`, spanish)).html).toContain("Todavía no ha cambiado nada");
  });
});

describe("one click", () => {
  const multipart = () => {
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    return form;
  };
  test.each([
    ["urlencoded", () => new URLSearchParams({ "List-Unsubscribe": "One-Click" })],
    ["multipart", multipart],
  ])("%s, from anywhere and without a cookie, is done at once and redirects nowhere", async (_name, body) => {
    const page = await post(`/u/${token}?lang=en`, body(), {
      origin: "https://mail.example",
      "sec-fetch-site": "cross-site",
    });
    expect(page.status).toBe(200);
    expect(page.html).toContain("You will not be asked again");
    expect(await suppressed()).toBe("opted_out");
    expect((await post(`/u/${token}`, body())).status).toBe(200);
    const { organizationId } = organization;
    const rows = await database.prisma.audit.findMany({ where: { organizationId }, orderBy: { id: "desc" } });
    expect(rows[0]).toMatchObject({
      actor: "visitor",
      action: "contact.unsubscribed",
      subjectId: null,
      after: { way: "one_click" },
    });
    expect(JSON.stringify(rows[0]?.after)).not.toContain("@");
  });

  test("of a link that was used says so when it is opened again", async () => {
    await post(`/u/${token}`, multipart());
    expect((await open(`/u/${token}`)).html).toContain("You will not be asked again");
  });
});

describe("taking it back", () => {
  const confirm = () =>
    post(`/u/${token}`, new URLSearchParams({ "List-Unsubscribe": "One-Click", page: "1", lang: "en" }));

  test("takes the button of the page that said so", async () => {
    const { nonce } = await confirm();
    const undone = await post(`/u/${token}`, new URLSearchParams({ undo: "1", nonce, lang: "en" }));
    expect(undone.status).toBe(200);
    expect(undone.html).toContain("You will be asked again");
    expect(await suppressed()).toBeUndefined();
  });

  test.each(["", "x", "zzz.zzz"])("is refused with the nonce %j", async (nonce) => {
    await confirm();
    const page = await post(`/u/${token}`, new URLSearchParams({ undo: "1", nonce }));
    expect(page.status).toBe(403);
    expect(await suppressed()).toBe("opted_out");
  });
});

describe("what is not an objection", () => {
  test.each<[number, string, string]>([
    [422, "application/x-www-form-urlencoded", "List-Unsubscribe=No"],
    [422, "application/x-www-form-urlencoded", ""],
    [415, "application/json", '{"List-Unsubscribe":"One-Click"}'],
    [415, "text/plain", "List-Unsubscribe=One-Click"],
    [400, "multipart/form-data; boundary=x", "--x\r\nnope"],
    [413, "application/x-www-form-urlencoded", `List-Unsubscribe=One-Click&x=${"x".repeat(70_000)}`],
  ])("is answered with %i and changes nothing (%s)", async (status, type, body) => {
    const page = await post(`/u/${token}`, body, { "content-type": type });
    expect(page.status).toBe(status);
    expect(alerts(page.html)).toHaveLength(1);
    expect(await suppressed()).toBeUndefined();
  });

  test.each<Purpose>(["answer", "upload", "data"])("a token to %s opens nothing here", async (purpose) => {
    const other = tokenFor(secret, purpose, `contact-${number - 1}`).token;
    const page = await post(`/u/${other}`, new URLSearchParams({ "List-Unsubscribe": "One-Click" }));
    expect(page.status).toBe(404);
    expect(await suppressed()).toBeUndefined();
  });

  test("a token that is cut off, forged or badly encoded is unknown, in words", async () => {
    const forged = [token.slice(0, -1), `${token}A`, "A".repeat(43), "nope", "%00", "%E0%A4%A", "..%2fu"];
    for (const wrong of forged) {
      const page = await open(`/u/${wrong}`);
      expect(page.status).toBe(404);
      expect(page.html).toContain("We do not know this link");
      expect(
        (await post(`/u/${wrong}`, new URLSearchParams({ "List-Unsubscribe": "One-Click" }))).status,
      ).toBe(404);
    }
    expect(await suppressed()).toBeUndefined();
  });
});

test("without the database the page says so and logs no token", async () => {
  down = true;
  const page = await post(`/u/${token}`, new URLSearchParams({ "List-Unsubscribe": "One-Click" }));
  expect(page.status).toBe(503);
  expect(page.headers.get("retry-after")).toBe("30");
  expect(page.html).toContain("nothing was changed yet");
  expect(logged.join()).not.toContain(token);
});
