import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alerts, chosen, hidden, open, post } from "./site.js";
import { type SurveySite, surveySite } from "./survey-site.js";

const agent = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

let site: SurveySite;
beforeAll(async () => {
  site = await surveySite();
});
beforeEach(() => {
  site.down(false);
  site.logged.length = 0;
});

describe("the question", () => {
  test("names who asks, asks one question and chooses nothing", async () => {
    const page = await open(site, (await site.invite()).path);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Northwind & Sons");
    expect(page.text).toContain(
      "How likely is it that you would recommend Northwind to a friend or colleague?",
    );
    expect(chosen(page.html)).toEqual([]);
    expect(page.html.match(/type="radio"/g)).toHaveLength(11);
    expect(page.html).toContain('aria-label="0, Not at all likely"');
    expect(page.html).toContain('aria-label="10, Extremely likely"');
  });

  test.each([
    ["csat", "en", 5, "Overall, how satisfied are you with Northwind?", "Neither"],
    ["ces", "en", 7, "Northwind made it easy for me to handle my issue.", "Strongly agree"],
    ["expectations", "en", 3, "Compared with what you expected, Northwind was…", "As I expected"],
    ["csat", "es", 5, "En general, ¿cuál es su grado de satisfacción con Northwind?", "Muy satisfecho"],
    ["ces", "es", 7, "Northwind me facilitó la resolución de mi problema.", "Totalmente de acuerdo"],
    ["expectations", "es", 3, "En comparación con lo que esperaba, Northwind ha sido…", "Como esperaba"],
    [
      "nps",
      "es",
      11,
      "¿Qué probabilidad hay de que recomiende Northwind a un amigo o compañero?",
      "Nada probable",
    ],
    [
      "nps",
      "es-419",
      11,
      "¿Qué tan probable es que recomiende Northwind a un amigo o colega?",
      "Extremadamente probable",
    ],
  ] as const)("%s in %s has %i answers and its own words", async (instrument, locale, answers, ...words) => {
    const page = await open(site, (await site.invite({ instrument, locale })).path);
    expect(page.html.match(/type="radio"/g)).toHaveLength(answers);
    for (const word of words) expect(page.text).toContain(word);
    expect(page.html).toContain(`<html lang="${locale}"`);
  });

  test("tells nothing of the contact but what it shows everyone", async () => {
    const { html } = await open(site, (await site.invite()).path);
    expect(html).not.toContain("@customer.example");
    expect(html).not.toContain("Ada Moss");
  });

  test("says whether it is confidential or anonymous, and never the one for the other", async () => {
    const confidential = await open(site, (await site.invite()).path);
    expect(confidential.text).toContain("This survey is confidential");
    expect(confidential.text).not.toContain("anonymous");
    const anonymous = await open(site, (await site.invite({ method: { mode: "anonymous" } })).path);
    expect(anonymous.text).toContain("This survey is anonymous");
    expect(anonymous.text).not.toContain("confidential");
  });

  test("leads to the privacy notice", async () => {
    const { html } = await open(site, (await site.invite()).path);
    expect(html).toContain('href="/privacy/northwind-sons?lang=en"');
  });

  test("is sent with headers that keep it private and run no script", async () => {
    const { headers, html } = await open(site, (await site.invite()).path);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(html).not.toMatch(/<script|style=|https?:\/\//);
  });

  test("?s only preselects, and says so in words", async () => {
    const page = await open(site, `${(await site.invite()).path}?s=10`);
    expect(chosen(page.html)).toEqual(["10"]);
    expect(page.text).toContain("“10, Extremely likely”");
    expect(page.text).toContain("It counts once you send it here");
  });

  test.each(["11", "-1", "9.5", "abc", "", "9&s=3"])("?s=%s preselects nothing", async (score) => {
    const page = await open(site, `${(await site.invite()).path}?s=${score}`);
    expect(page.status).toBe(200);
    expect(chosen(page.html)).toEqual([]);
  });
});

describe("opening a page", () => {
  test("records nothing and is counted apart, not at all by HEAD", async () => {
    const { path, id, surveyId } = await site.invite();
    expect((await open(site, path, { method: "HEAD", headers: agent })).status).toBe(200);
    expect(await site.opening(id)).toBeNull();
    await open(site, `${path}?s=9`, { headers: agent });
    await expect.poll(() => site.opening(id)).toMatchObject({ openings: 1, scans: 0 });
    expect(await site.responses(surveyId)).toEqual([]);
  });

  test.each(["Mozilla/5.0 (compatible; SafeLinks scanner)", "Slackbot-LinkExpanding 1.0", "curl/8.5.0"])(
    "by %s counts as a machine's look",
    async (machine) => {
      const { path, id } = await site.invite();
      await open(site, path, { headers: { "user-agent": machine } });
      await expect.poll(() => site.opening(id)).toMatchObject({ openings: 1, scans: 1 });
    },
  );
});

describe("the language", () => {
  const accept = { headers: { "accept-language": "es-MX,en;q=0.5" } };

  test("is what the link asks for, else the contact's", async () => {
    const { path } = await site.invite({ locale: "es" });
    expect((await open(site, path)).html).toContain('lang="es"');
    expect((await open(site, `${path}?lang=en`, accept)).text).toContain("How likely");
    expect((await open(site, `${path}?lang=xx`)).text).toContain("Qué probabilidad");
  });

  test("is the browser's where the link is unknown, else English", async () => {
    expect((await open(site, "/s/nope", accept)).text).toContain("No conocemos este enlace");
    expect((await open(site, "/s/nope")).text).toContain("We do not know this link");
  });

  test("can be switched without losing the choice", async () => {
    const { path } = await site.invite();
    expect((await open(site, `${path}?s=9`)).html).toContain(`href="${path}?s=9&amp;lang=es"`);
  });
});

describe("sending a score", () => {
  test("records it, once, and leads to the page of the answer", async () => {
    const { path, surveyId, waveId } = await site.invite();
    const sent = await site.answer(path, "9", { lang: "es" });
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toMatch(/^\/r\/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\?lang=es$/);
    expect(await site.responses(surveyId)).toMatchObject([
      {
        score: 9,
        waveId,
        version: 1,
        instrumentVersion: "nps-1",
        locale: "es",
        heldFor: null,
        segment: "north",
      },
    ]);
    const thanks = await open(site, sent.headers.get("location") ?? "");
    expect(thanks.status).toBe(200);
    expect(thanks.text).toContain("Hemos registrado su respuesta: 9.");
  });

  test("twice the same is one answer", async () => {
    const { path, surveyId } = await site.invite();
    const { nonce } = await open(site, path);
    site.later(0.01);
    const [first, second] = [
      await post(site, path, { score: "0", nonce }),
      await post(site, path, { score: "0", nonce }),
    ];
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    expect(await site.responses(surveyId)).toMatchObject([{ score: 0, editedAt: null }]);
  });

  test("fifty at once are one answer", async () => {
    const { path, surveyId } = await site.invite();
    const { nonce } = await open(site, path);
    site.later(0.01);
    const sent = await Promise.all(Array.from({ length: 50 }, () => post(site, path, { score: "8", nonce })));
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await site.responses(surveyId)).toMatchObject([{ score: 8 }]);
  });

  test.each(["", "11", "-1", "1e1", "9.0", "999"])("score %j is refused with what to do", async (score) => {
    const { path, surveyId, id } = await site.invite();
    const page = await site.answer(path, score);
    expect(page.status).toBe(422);
    expect(alerts(page.html)).toEqual(["Please choose one of the answers, then send it."]);
    expect(page.html).toContain("<title>Error: ");
    expect(await site.responses(surveyId)).toEqual([]);
    await expect.poll(() => site.opening(id)).toMatchObject({ startedAt: site.organization.clock.now });
  });

  test.each([
    ["csat", "0"],
    ["csat", "6"],
    ["ces", "0"],
    ["ces", "8"],
    ["expectations", "4"],
  ] as const)("a score off the scale of %s (%s) is refused", async (instrument, score) => {
    const { path, surveyId } = await site.invite({ instrument });
    expect((await site.answer(path, score)).status).toBe(422);
    expect(await site.responses(surveyId)).toEqual([]);
  });

  test("without a nonce of this page it is refused, keeps the choice and can be sent again", async () => {
    const { path } = await site.invite();
    const foreign = (await open(site, (await site.invite()).path)).nonce;
    for (const nonce of ["", "x", "zzz.zzz", foreign]) {
      const page = await post(site, path, { score: "7", nonce });
      expect(page.status).toBe(403);
      expect(alerts(page.html)).toHaveLength(1);
      expect(chosen(page.html)).toEqual(["7"]);
    }
    const page = await post(site, path, { score: "7" });
    expect(page.status).toBe(403);
    expect((await post(site, path, { score: "7", nonce: page.nonce })).status).toBe(303);
  });

  test("a page that was open for more than a day has to be sent again", async () => {
    const { path } = await site.invite();
    const { nonce } = await open(site, path);
    site.later(25);
    expect((await post(site, path, { score: "7", nonce })).status).toBe(403);
  });

  test.each([
    ["application/json", '{"score":"9"}'],
    ["text/plain", "score=9"],
    ["multipart/form-data; boundary=x", "--x--"],
  ])("%s is not taken", async (type, body) => {
    const { path } = await site.invite();
    const page = await open(site, path, { method: "POST", body, headers: { "content-type": type } });
    expect(page.status).toBe(415);
    expect(page.text).toContain("Nothing was recorded");
  });

  test("fields given twice count as not given", async () => {
    const { path } = await site.invite();
    const { nonce } = await open(site, path);
    const body = new URLSearchParams([
      ["score", "9"],
      ["score", "1"],
      ["nonce", nonce],
    ]);
    expect((await open(site, path, { method: "POST", body })).status).toBe(422);
  });
});

describe("quarantine", () => {
  test("an answer within two seconds of the page is held, and no figure counts it", async () => {
    const { path, surveyId } = await site.invite();
    const { nonce } = await open(site, path);
    site.organization.clock.move(1_900);
    expect((await post(site, path, { score: "0", nonce })).status).toBe(303);
    expect(await site.responses(surveyId)).toMatchObject([{ heldFor: "too_fast" }]);
    const { surveys } = site.organization.service.store;
    expect(await surveys.histogram(surveyId, new Date(0), new Date("2100-01-01"))).toEqual([]);
  });

  test("a person who comes after the machine still gets the question, and their answer counts", async () => {
    const { path, surveyId } = await site.invite();
    const { nonce } = await open(site, path);
    await post(site, path, { score: "0", nonce });
    site.later(30);
    expect((await open(site, path)).status).toBe(200);
    expect((await site.answer(path, "9")).status).toBe(303);
    expect(await site.responses(surveyId)).toMatchObject([{ score: 9, heldFor: null }]);
  });

  test("whoever follows the hidden link is a machine: what it sends is held", async () => {
    const { path, surveyId } = await site.invite();
    const page = await open(site, path);
    const trap = /<a href="([^"]+)"[^>]*hidden/.exec(page.html)?.[1] ?? "";
    expect((await open(site, trap)).status).toBe(404);
    await site.answer(path, "3");
    expect(await site.responses(surveyId)).toMatchObject([{ heldFor: "hidden_link" }]);
  });

  test("three different scores within ten seconds are held", async () => {
    const { path, surveyId } = await site.invite();
    const { nonce } = await open(site, path);
    site.organization.clock.move(4_000);
    for (const score of ["1", "5", "9"]) {
      await post(site, path, { score, nonce });
      site.organization.clock.move(3_000);
    }
    expect(await site.responses(surveyId)).toMatchObject([{ score: 9, heldFor: "restless" }]);
  });
});

describe("a link that no longer asks", () => {
  test.each(["nope", "A".repeat(43), `${"A".repeat(42)}B`, "%00", "..%2f..%2fetc"])(
    "%s is unknown",
    async (token) => {
      const page = await open(site, `/s/${token}`);
      expect(page.status).toBe(404);
      expect(page.text).toContain("We do not know this link");
      expect((await post(site, `/s/${token}`, { score: "9", nonce: "x" })).status).toBe(404);
    },
  );

  test("that is cut short, or of another purpose, is unknown", async () => {
    const { token, id } = await site.invite();
    expect((await open(site, `/s/${token.slice(0, -1)}`)).status).toBe(404);
    const { tokenFor } = await import("../../src/domain/tokens.js");
    const { secret } = await import("../support/context.js");
    for (const purpose of ["unsubscribe", "upload", "data"] as const) {
      expect((await open(site, `/s/${tokenFor(secret, purpose, id).token}`)).status).toBe(404);
    }
  });

  test("that is badly encoded is unknown, too", async () => {
    const page = await open(site, "/s/%E0%A4%A");
    expect(page.status).toBe(404);
    expect(page.html).not.toContain("URIError");
  });

  test("is said to have expired, or to be closed, and how to get in touch", async () => {
    const expired = await site.invite({ hours: 0 });
    const closed = await site.invite();
    await site.organization.service.store.surveys.close(closed.surveyId, site.organization.clock.now);
    for (const [{ path }, words] of [
      [expired, "expired"],
      [closed, "closed"],
    ] as const) {
      const page = await open(site, path);
      expect(page.status).toBe(410);
      expect(page.text).toContain(words);
      expect(page.text).toContain("Would you still like to tell Northwind & Sons something?");
      expect(page.html).toContain('href="/talk/northwind-sons?lang=en"');
    }
  });

  test("refuses an answer that comes too late", async () => {
    const { path, surveyId } = await site.invite({ hours: 1 });
    const { nonce } = await open(site, path);
    site.later(1);
    expect((await post(site, path, { score: "9", nonce })).status).toBe(410);
    expect(await site.responses(surveyId)).toEqual([]);
  });

  test("was answered: leads to the answer for a day, then says that it stands", async () => {
    const { path } = await site.invite();
    const { path: receipt } = await site.receipt(path);
    const page = await open(site, path);
    expect(page.status).toBe(303);
    expect(page.headers.get("location")).toBe(`${receipt}?lang=en`);
    expect((await open(site, `${path}?s=2`)).headers.get("location")).toBe(`${receipt}?change=1&s=2&lang=en`);
    site.later(25);
    const later = await open(site, path);
    expect(later.status).toBe(410);
    expect(later.text).toContain("You have answered already");
    expect(later.html).toContain(`href="${receipt}?lang=en"`);
    expect((await site.answer(path, "9")).status).toBe(409);
  });
});

describe("without the database", () => {
  test("a page says so and when to come back, and logs no token", async () => {
    const { token, path } = await site.invite();
    site.down(true);
    const page = await open(site, path);
    expect(page.status).toBe(503);
    expect(page.headers.get("retry-after")).toBe("30");
    expect(page.text).toContain("Please try again shortly");
    expect(site.logged).toHaveLength(1);
    expect(site.logged.join()).not.toContain(token);
  });

  test.each(["confidential", "anonymous"] as const)(
    "a %s score stays in the page and is recorded by sending it again",
    async (mode) => {
      const { path, surveyId } = await site.invite({ locale: "es", method: { mode } });
      const { nonce, once } = await open(site, path);
      site.later(0.01);
      site.down(true);
      const page = await post(site, path, { score: "6", nonce, once, lang: "es" });
      expect(page.status).toBe(503);
      expect(alerts(page.html)[0]).toContain("Su respuesta todavía no se ha registrado");
      site.down(false);
      const kept = { score: hidden(page.html, "score"), nonce: page.nonce, once: page.once, lang: "es" };
      expect((await post(site, path, kept)).status).toBe(303);
      expect(await site.responses(surveyId)).toMatchObject([{ score: 6, heldFor: null }]);
    },
  );
});
