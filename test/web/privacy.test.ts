import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { openLogoUpload } from "../../src/domain/organizations/open-logo-upload.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { secret } from "../support/context.js";
import { personWithEverything } from "../support/person.js";
import { alerts, plain, publicSite } from "./public-site.js";

const organization = await publicSite();
const { site, slug, get, post, rows, clock, as, service, database, member, url } = organization;
const HOUR = 3_600_000;

let network = 0;
beforeEach(() => {
  site.down = false;
  network += 1;
  site.ip = `2001:db8:${network}::1`;
});

describe("the privacy notice", () => {
  test.each([
    ["en", "legitimate_interest", "Legitimate interest"],
    ["es", "consent", "Su consentimiento"],
    ["es", "contract", "El contrato"],
  ] as const)(
    "says in %s on what basis (%s), how long, and what the rights are",
    async (lang, lawfulBasis, words) => {
      await service.store.organization.change({ lawfulBasis, privacyContact: "dpo@northwind.example" });
      const page = await get(`/privacy/${slug}?lang=${lang}`);
      expect(page.status).toBe(200);
      const text = plain(page.html);
      expect(text).toContain(words);
      expect(text).toMatch(/90 (days|días)/);
      expect(text).toMatch(/24 (months|meses)/);
      expect(text).toContain("dpo@northwind.example");
      expect(page.headers.get("x-robots-tag")).toBeNull();
    },
  );

  test("an unknown organization has none", async () => {
    expect((await get("/privacy/nobody")).status).toBe(404);
  });

  test("a receipt code leads to its answer, and what is none stays to be mended", async () => {
    const right = await post(`/privacy/${slug}/receipt`, { code: " 7f3k-9qwe-ab2c-d4xy ", lang: "es" });
    expect(right.status).toBe(303);
    expect(right.headers.get("location")).toBe("/r/7F3K-9QWE-AB2C-D4XY?lang=es");
    const wrong = await post(`/privacy/${slug}/receipt`, { code: "//evil.example", lang: "en" });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('value="//evil.example"');
  });

  const ask = async (email: string, lang = "en") => {
    const { nonce } = await get(`/privacy/${slug}`);
    return post(`/privacy/${slug}/data`, { email, nonce, lang });
  };
  const links = async () => (await rows("Delivery")).filter(({ message }) => message === "dataLink");

  test("a known and an unknown address get the same reply, and only the known one a mail", async () => {
    const person = await personWithEverything(database, organization, "Qknown");
    const before = (await links()).length;
    const known = await ask(` ${person.email.toUpperCase()} `);
    const unknown = await ask("nobody@nowhere.example");
    expect([known.status, known.headers.get("location")]).toEqual([
      unknown.status,
      unknown.headers.get("location"),
    ]);
    expect(known.status).toBe(303);
    const sent = await get(known.headers.get("location") ?? "");
    expect(plain(sent.html)).toContain("If we know this address");
    const mails = await links();
    expect(mails).toHaveLength(before + 1);
    expect(mails.at(-1)).toMatchObject({ transport: "mail", contactId: person.ids.contactId });
    expect(JSON.stringify(mails.at(-1)?.refs)).not.toContain("@");
  });

  test("nobody can flood an address with mails, nor ask for many", async () => {
    const person = await personWithEverything(database, organization, "Qflood");
    const before = (await links()).length;
    for (let time = 0; time < 5; time += 1) {
      site.ip = `203.0.${time}.1`;
      expect((await ask(person.email)).status).toBe(303);
    }
    expect((await links()).length).toBe(before + 3);
    site.ip = "203.0.99.1";
    for (let time = 0; time < 5; time += 1) expect((await ask(`a${time}@b.example`)).status).toBe(303);
    const refused = await ask("a6@b.example");
    expect(refused.status).toBe(429);
    expect(refused.html).toContain('value="a6@b.example"');
  });

  test("without the page's nonce, or an address that is none, nothing is mailed", async () => {
    const before = (await links()).length;
    expect((await post(`/privacy/${slug}/data`, { email: "a@b.example", nonce: "x" })).status).toBe(403);
    expect((await ask("a at b")).status).toBe(422);
    expect((await links()).length).toBe(before);
  });

  test("while the database is away it says so", async () => {
    site.down = true;
    expect((await get(`/privacy/${slug}`)).status).toBe(503);
  });
});

describe("a person's own link", () => {
  let person: Awaited<ReturnType<typeof personWithEverything>>;
  let path = "";
  beforeEach(async () => {
    person = await personWithEverything(database, organization, `Qlink${network}q`);
    path = `/d/${person.dataToken}`;
  });

  test("shows everything and names no search engine", async () => {
    const page = await get(`${path}?lang=en`);
    expect(page.status).toBe(200);
    const text = plain(page.html);
    for (const said of ["comment", "further answer", "reply", "told", "note"]) {
      expect(text).toContain(`${person.mark} ${said}`);
    }
    expect(text).not.toMatch(/undefined|null|NaN/);
    expect(page.headers.get("x-robots-tag")).toBe("noindex");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  });

  test("gives it as JSON and as CSV", async () => {
    const json = await get(`${path}/data.json`);
    expect(json.headers.get("content-disposition")).toContain("attachment");
    expect(JSON.parse(json.html).answers[0].comment).toBe(`${person.mark} comment`);
    await database.prisma.intake.update({
      where: { id: person.ids.intakeId },
      data: { words: '=HYPERLINK("x")\n"two"' },
    });
    const csv = await get(`${path}/data.csv`);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.html).toContain(`"'=HYPERLINK(""x"")\n""two"""`);
    for (const section of ["contact", "invitations", "answers", "needs", "replies", "told", "interactions"]) {
      expect(csv.html).toContain(`"${section}","1",`);
    }
  });

  test("erases after one more question, and is then known no more", async () => {
    const question = await get(`${path}/erase`);
    expect(question.status).toBe(200);
    expect(await database.prisma.contact.count({ where: { id: person.ids.contactId } })).toBe(1);
    const done = await post(`${path}/erase`, { nonce: question.nonce, lang: "en" });
    expect(done.status).toBe(200);
    expect(plain(done.html)).toContain("It is erased");
    expect(await database.prisma.contact.count({ where: { id: person.ids.contactId } })).toBe(0);
    expect((await get(path)).status).toBe(404);
    expect((await post(`${path}/erase`, { nonce: question.nonce })).status).toBe(404);
  });

  test.each([
    ["none", ""],
    ["another page's", "privacy"],
  ])("erases nothing with the nonce of %s", async (_what, from) => {
    const nonce = from ? (await get(`/privacy/${slug}`)).nonce : "";
    const page = await post(`${path}/erase`, { nonce });
    expect(page.status).toBe(403);
    expect(page.nonce).not.toBe("");
    expect(await database.prisma.contact.count({ where: { id: person.ids.contactId } })).toBe(1);
  });

  test("opens for no forged, shortened, expired or other link", async () => {
    const other = [
      tokenFor(secret, "answer", person.ids.invitationId).token,
      tokenFor(secret, "unsubscribe", person.ids.contactId).token,
      "A".repeat(43),
      person.dataToken.slice(0, 42),
      `${person.dataToken}A`,
      "%E0%A4%A",
    ];
    for (const token of other) {
      for (const end of ["", "/data.json", "/data.csv", "/erase"]) {
        expect((await get(`/d/${token}${end}`)).status, token + end).toBe(404);
      }
    }
    clock.move(8 * 24 * HOUR);
    expect((await get(path)).status).toBe(410);
    expect((await get(`${path}/data.json`)).status).toBe(410);
  });

  test("HEAD and GET change nothing", async () => {
    const before = await database.prisma.contact.count();
    for (const end of ["", "/erase", "/data.csv"]) await get(path + end, { method: "HEAD" });
    expect(await database.prisma.contact.count()).toBe(before);
  });
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const svg = Buffer.from(
  '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);

describe("the logo", () => {
  const link = async (role: "admin" | "manager" = "admin") => {
    const actor = await member("admin");
    const { url: logoUrl } = await openLogoUpload(as(actor));
    if (role !== "admin") await service.store.members.setRole(actor.memberId, role);
    return new URL(logoUrl).pathname;
  };
  const upload = async (path: string, bytes: Buffer, fields: Record<string, string> = {}) => {
    const form = new FormData();
    form.set("nonce", (await get(path)).nonce);
    form.set("file", new Blob([new Uint8Array(bytes)]), "logo");
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return get(path, { method: "POST", body: form });
  };

  test.each([
    ["PNG", png, "image/png"],
    ["JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "image/jpeg"],
    ["SVG", svg, "image/svg+xml"],
  ])("is taken as %s, shown on the pages, and can run nothing", async (_what, bytes, type) => {
    const done = await upload(await link(), bytes);
    expect(done.status).toBe(200);
    const logo = await fetch(`${url}/brand/${slug}/logo`);
    expect(logo.headers.get("content-type")).toBe(type);
    expect(Buffer.from(await logo.arrayBuffer())).toEqual(bytes);
    expect(logo.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(logo.headers.get("x-content-type-options")).toBe("nosniff");
    expect(logo.headers.get("cache-control")).toBe("public, max-age=300");
    expect((await get(`/talk/${slug}`)).html).toContain(`src="/brand/${slug}/logo"`);
  });

  test("what is no picture, or too large, is refused and changes nothing", async () => {
    const path = await link();
    for (const bytes of [
      Buffer.from("<html><svg></svg></html>"),
      Buffer.from("GIF89a"),
      Buffer.from("plain"),
    ]) {
      expect((await upload(path, bytes)).status).toBe(422);
    }
    const large = await upload(path, Buffer.concat([png, Buffer.alloc(201 * 1024)]));
    expect(large.status).toBe(413);
    expect((await upload(path, Buffer.alloc(0))).status).toBe(422);
    expect((await upload(path, png, { nonce: "x" })).status).toBe(403);
  });

  test("can be taken away again", async () => {
    const path = await link();
    await upload(path, png);
    expect((await upload(path, Buffer.alloc(0), { remove: "yes" })).status).toBe(200);
    expect((await fetch(`${url}/brand/${slug}/logo`)).status).toBe(404);
  });

  test("is no longer for somebody who is no admin any more", async () => {
    const path = await link("manager");
    expect((await upload(path, png)).status).toBe(403);
  });

  test("its link opens for no other purpose, and no other link opens it", async () => {
    const id = randomUUID();
    const other = tokenFor(secret, "upload", id);
    const { memberId } = await member("admin");
    const expiresAt = new Date(clock.now.getTime() + HOUR);
    await service.store.customers.addUploadLink({ id, memberId, tokenHash: other.hash, expiresAt });
    expect((await get(`/logo/${other.token}`)).status).toBe(404);
    expect((await get("/logo/nope")).status).toBe(404);
    const path = await link();
    clock.move(25 * HOUR);
    expect((await get(path)).status).toBe(410);
  });
});

test("the colour is a stylesheet of its own, kept for five minutes", async () => {
  await service.store.organization.change({ color: "#ffcc00" });
  const page = await get(`/talk/${slug}`);
  const href = /href="(\/brand\/[^"]+)"/.exec(page.html)?.[1] ?? "";
  const css = await get(href.replaceAll("&amp;", "&"));
  expect(css.headers.get("content-type")).toContain("text/css");
  expect(css.headers.get("cache-control")).toBe("public, max-age=300");
  expect(css.html).toContain("--accent:");
  expect((await get("/brand/nobody.css")).html).toBe("");
  expect(alerts(page.html)).toEqual([]);
});
