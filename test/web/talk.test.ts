import { beforeEach, describe, expect, test } from "vitest";
import { answerAnnouncement } from "../../src/domain/announcements/answer-announcement.js";
import { closeIntake } from "../../src/domain/intake/close-intake.js";
import { needFromIntake } from "../../src/domain/intake/need-from-intake.js";
import { readReference } from "../../src/domain/intake/reference.js";
import { nonceFor } from "../../src/domain/tokens.js";
import { networkKey, networkOf } from "../../src/web/visit/rate.js";
import { alerts, fieldOf, hidden, plain, publicSite } from "./public-site.js";

const { site, slug, get, post, rows, clock, member, service, as, channel } = await publicSite();
const manager = await member("manager");
await member("member");
const path = `/talk/${slug}`;
const said = {
  kind: "complaint",
  words: "The invoice is wrong.\r\nAgain.",
  name: "",
  email: "",
  company: "",
};

let network = 0;
beforeEach(() => {
  site.down = false;
  site.logged.length = 0;
  network += 1;
  site.ip = `198.51.${network}.7`;
});

async function opened(after = 5_000) {
  const { nonce } = await get(path);
  clock.move(after);
  return nonce;
}

async function tell(fields: Partial<typeof said> & Record<string, string> = {}) {
  const nonce = await opened();
  return post(path, { ...said, nonce, lang: "en", ...fields });
}

const intakes = () => rows("Intake");

test("the page may be found by search engines and keeps strict headers", async () => {
  const page = await get(path);
  expect(page.status).toBe(200);
  expect(page.html).toContain("Tell Northwind &amp; Sons something");
  expect(page.headers.get("x-robots-tag")).toBeNull();
  expect(page.html).not.toContain("noindex");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await get("/talk/nobody")).status).toBe(404);
  expect((await get("/talk/%E0%A4%A")).status).toBe(404);
});

test("what is told is recorded, answered with a reference at once, and every manager hears of it", async () => {
  const before = (await intakes()).length;
  const answer = await tell();
  expect(answer.status).toBe(303);
  const thanks = await get(answer.headers.get("location") ?? "");
  const [, reference = ""] = /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(plain(thanks.html)) ?? [];
  const kept = await intakes();
  expect(kept).toHaveLength(before + 1);
  expect(kept.at(-1)).toMatchObject({
    kind: "complaint",
    words: "The invoice is wrong.\nAgain.",
    reference,
    email: null,
    locale: "en",
  });
  const told = (await rows("Delivery")).filter(({ subjectId }) => subjectId === kept.at(-1)?.id);
  expect(told).toMatchObject([{ message: "intakeArrived", memberId: manager.memberId }]);
});

test("sending the same page twice records it once, and shows the same reference", async () => {
  const nonce = await opened();
  const both = await Promise.all([1, 2].map(() => post(path, { ...said, nonce, words: "Twice" })));
  const [first, second] = both.map(({ headers }) => headers.get("location"));
  expect(first).toBe(second);
  expect((await intakes()).filter(({ words }) => words === "Twice")).toHaveLength(1);
});

test("with an address the reference goes there once, and a known contact's message goes to the owner", async () => {
  const owner = await member("member", { name: "Olga" });
  const customerId = crypto.randomUUID();
  await service.store.customers.add({
    id: customerId,
    name: "Acme",
    nameKey: "acme",
    kind: "direct",
    ownerId: owner.memberId,
  });
  const contactId = crypto.randomUUID();
  await service.store.customers.addContact({ id: contactId, customerId, email: "ann@acme.example" });
  await tell({ words: "From Ann", email: "Ann@ACME.example", name: "Ann" });
  const kept = (await intakes()).at(-1);
  expect(kept).toMatchObject({ email: "ann@acme.example", contactId, customerId });
  const told = (await rows("Delivery")).filter(
    ({ refs }) => (refs as { intakeId?: string }).intakeId === kept?.id,
  );
  expect(
    told.map(({ message, transport, memberId, contactId }) => [message, transport, memberId ?? contactId]),
  ).toEqual(
    expect.arrayContaining([
      ["intakeArrived", "browser", owner.memberId],
      ["intakeReceived", "mail", contactId],
    ]),
  );
  expect(told).toHaveLength(2);
});

test("a stranger's address gets its reference, but no more than three a day", async () => {
  for (let time = 0; time < 4; time += 1) {
    site.ip = `203.0.${time}.1`;
    await tell({ words: `Mail ${time}`, email: "victim@elsewhere.example" });
  }
  const mails = (await rows("Delivery")).filter(({ message }) => message === "intakeReceived");
  const theirs = (await intakes()).filter(({ email }) => email === "victim@elsewhere.example");
  expect(theirs).toHaveLength(4);
  expect(
    mails.filter(({ refs }) => theirs.some(({ id }) => id === (refs as { intakeId: string }).intakeId)),
  ).toHaveLength(3);
});

describe("what cannot be recorded stays on the page:", () => {
  const typed = { words: "Please <read> this & that", name: "Ann", company: "Acme", email: "a@b.example" };
  const stays = (html: string) => {
    for (const [name, value] of Object.entries(typed)) expect(fieldOf(html, name)).toBe(value);
    expect(html).toMatch(/value="complaint"[^>]*checked|checked[^>]*value="complaint"/);
  };

  test("sent within two seconds", async () => {
    const nonce = await opened(1_900);
    const page = await post(path, { ...said, ...typed, nonce });
    expect(page.status).toBe(422);
    expect(alerts(page.html)[0]).toContain("very fast");
    stays(page.html);
    clock.move(2_000);
    expect((await post(path, { ...said, ...typed, nonce: page.nonce })).status).toBe(303);
  });

  test("with the hidden field filled in", async () => {
    const page = await tell({ ...typed, website: "http://spam.example" });
    expect(page.status).toBe(422);
    stays(page.html);
    expect(fieldOf(page.html, "website")).toBe("");
  });

  test.each([
    ["no nonce", ""],
    ["a made-up nonce", "mb0.AAAA"],
  ])("%s", async (_what, nonce) => {
    const page = await tell({ ...typed, nonce });
    expect(page.status).toBe(403);
    stays(page.html);
  });

  test("another organization's nonce", async () => {
    const nonce = nonceFor(Buffer.alloc(32, 7), "talk:elsewhere", new Date(clock.now.getTime() - 5_000));
    expect((await tell({ ...typed, nonce })).status).toBe(403);
  });

  test("an address that is none", async () => {
    const page = await tell({ ...typed, email: "ann at acme" });
    expect(page.status).toBe(422);
    expect(fieldOf(page.html, "email")).toBe("ann at acme");
    expect(page.html).toContain('aria-describedby="email-problem"');
  });

  test("no kind and no words", async () => {
    const page = await tell({ kind: "praise; DROP", words: " \n " });
    expect(page.status).toBe(422);
    expect(alerts(page.html)[0]).toMatch(/choose what it is.*write something/i);
  });

  test("25,000 characters", async () => {
    const words = "ñ".repeat(25_000);
    const page = await tell({ ...typed, words });
    expect(page.status).toBe(422);
    expect(alerts(page.html)[0]).toContain("25,000");
    expect(fieldOf(page.html, "words")).toBe(words);
  });

  test("a sixth message within the hour from one network", async () => {
    for (let time = 0; time < 5; time += 1) {
      site.ip = `198.51.${network}.${time + 10}`;
      expect((await tell({ words: `Number ${time}` })).status).toBe(303);
    }
    const page = await tell({ ...typed });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    stays(page.html);
    clock.move(13 * 60_000);
    expect((await post(path, { ...said, ...typed, nonce: page.nonce })).status).toBe(303);
  });

  test("an outage, with a button to send it again", async () => {
    const nonce = await opened();
    site.down = true;
    const page = await post(path, { ...said, ...typed, nonce });
    expect(page.status).toBe(503);
    expect(page.html).toContain("Send again");
    stays(page.html);
    expect(site.logged.join()).not.toContain("read");
    site.down = false;
    const again = await post(path, { ...said, ...typed, nonce: page.nonce });
    expect(again.status).toBe(303);
  });

  test("another language", async () => {
    const page = await tell({ ...typed, show: "es" });
    expect(page.status).toBe(200);
    expect(page.html).toContain('lang="es"');
    expect(page.html).toContain("Con sus palabras");
    stays(page.html);
  });
});

test("20,000 characters are kept whole", async () => {
  const words = "🙂".repeat(20_000);
  expect((await tell({ words })).status).toBe(303);
  expect((await intakes()).at(-1)?.words).toBe(words);
});

test("far more text, or what no form sends, is refused in words", async () => {
  const far = await tell({ words: "x".repeat(300_000) });
  expect(far.status).toBe(413);
  expect(alerts(far.html)[0]).toContain("20,000");
  const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  expect((await get(path, json)).status).toBe(415);
});

describe("the status page", () => {
  let reference = "";
  beforeEach(async () => {
    const answer = await tell({ kind: "need", words: `Secret words ${network}`, name: "Ann" });
    reference = new URL(answer.headers.get("location") ?? "", "http://x").searchParams.get("ref") ?? "";
  });
  const status = async () =>
    (await get(`${path}/status?ref=${reference.toLowerCase().replaceAll("-", " ")}`)).html;

  test("says only what it was, the day and how far it has come", async () => {
    const html = await status();
    expect(plain(html)).toContain("Something I need");
    expect(html).toContain("It has arrived");
    expect(html).not.toContain("Secret words");
    expect(html).not.toContain("Ann<");
  });

  test("follows it to the end", async () => {
    const { id: channelId } = await channel("product", { team: "Product" });
    const intakeId = String((await intakes()).at(-1)?.id);
    const boss = as(manager);
    await expect(needFromIntake(boss, { intakeId, kind: "need" })).rejects.toMatchObject({
      code: "customer_not_found",
    });
    const made = await needFromIntake(boss, { intakeId, kind: "need", customer: "Acme" });
    expect(await status()).toContain("the teams it concerns have been told");
    await expect(needFromIntake(boss, { intakeId, kind: "need", customer: "Acme" })).rejects.toMatchObject({
      code: "intake_recorded",
      params: { number: String(made.number) },
    });
    const [announcement] = await service.store.announcements.ofNeed(made.id);
    await answerAnnouncement(as(manager, { channelId }), {
      announcementId: announcement!.id,
      answer: "will_act",
    });
    expect(await status()).toContain("A team has said that it will act on it");
    await closeIntake(boss, { intakeId });
    expect(await status()).toContain("there is nothing more to do");
    await expect(closeIntake(boss, { intakeId })).rejects.toMatchObject({ code: "intake_closed" });
  });

  test("of two colleagues who record it at once, one does", async () => {
    const intakeId = String((await intakes()).at(-1)?.id);
    const before = (await rows("Need")).length;
    const made = await Promise.allSettled(
      [1, 2, 3].map(() => needFromIntake(as(manager), { intakeId, kind: "complaint", customer: "Acme" })),
    );
    expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await rows("Need")).length).toBe(before + 1);
  });

  test("does not know a code that was never given, nor what is none", async () => {
    expect((await get(`${path}/status?ref=0000-0000-0000`)).status).toBe(404);
    const wrong = await get(`${path}/status?ref=${encodeURIComponent('"><script>')}`);
    expect(wrong.status).toBe(422);
    expect(wrong.html).not.toContain("<script>");
    expect(readReference(reference)).toBeDefined();
    expect(hidden((await get(`${path}/status`)).html, "lang")).toBe("en");
  });
});

test("a network is a /24 or a /48, its name changes every day and does not hold the address", () => {
  expect(networkOf("192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("::ffff:192.0.2.1")).toBe(networkOf("192.0.2.99"));
  expect(networkOf("2001:db8:1:2::5")).toBe(networkOf("2001:0DB8:0001:ffff:1:2:3:4"));
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0::/48");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0::/48");
  const secret = Buffer.alloc(32, 1);
  const [today, tomorrow] = ["2026-03-02", "2026-03-03"].map((day) =>
    networkKey(secret, "192.0.2.1", new Date(`${day}T12:00:00Z`)),
  );
  expect(today).not.toBe(tomorrow);
  expect(today).toBe(networkKey(secret, "192.0.2.200", new Date("2026-03-02T23:59:00Z")));
  expect(today).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
