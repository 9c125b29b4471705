import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alerts, chosen, hidden, open, post, type Site, startSite } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
beforeEach(() => {
  site.down = false;
  site.openings = 0;
  site.logged.length = 0;
});

const answered = (score: number) => ({ answer: { score, answeredAt: site.now } });

describe("the question", () => {
  test("names who asks, asks one question and chooses nothing", async () => {
    const page = await open(site, `/s/${site.invite()}`);
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

  test("tells nothing of the contact but what it shows everyone", async () => {
    const { html } = await open(site, `/s/${site.invite()}`);
    expect(html).not.toContain("ada@customer.example");
    expect(html).not.toContain("Ada Moss");
  });

  test("asks how satisfied somebody is in words", async () => {
    const token = site.invite({ instrument: "csat", subject: "our deliveries", locale: "es" });
    const page = await open(site, `/s/${token}?s=4`);
    expect(page.text).toContain("En general, ¿cuál es su grado de satisfacción con our deliveries?");
    expect(page.html.match(/type="radio"/g)).toHaveLength(5);
    expect(page.text).toContain("Ni satisfecho ni insatisfecho");
    expect(page.text).toContain("«Satisfecho»");
    expect(page.html).not.toMatch(/aria-describedby="[^"]*anchors/);
  });

  test("is sent with headers that keep it private and run no script", async () => {
    const { headers, html } = await open(site, `/s/${site.invite()}`);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(html).not.toMatch(/<script|style=|https?:\/\//);
  });

  test("is only counted when it is opened, and not at all by HEAD", async () => {
    const token = site.invite();
    expect((await open(site, `/s/${token}`, { method: "HEAD" })).status).toBe(200);
    expect(site.openings).toBe(0);
    await open(site, `/s/${token}?s=9`);
    expect(site.openings).toBe(1);
    expect(site.invitations.at(-1)?.answer).toBeNull();
  });

  test("?s only preselects, and says so in words", async () => {
    const page = await open(site, `/s/${site.invite()}?s=10`);
    expect(chosen(page.html)).toEqual(["10"]);
    expect(page.text).toContain("“10, Extremely likely”");
    expect(page.text).toContain("It counts once you send it here");
  });

  test.each(["11", "-1", "9.5", "abc", "", "9&s=3"])("?s=%s preselects nothing", async (score) => {
    const page = await open(site, `/s/${site.invite()}?s=${score}`);
    expect(page.status).toBe(200);
    expect(chosen(page.html)).toEqual([]);
  });
});

describe("the language", () => {
  const accept = { headers: { "accept-language": "es-MX,en;q=0.5" } };

  test("is what the link asks for, else the contact's", async () => {
    const token = site.invite({ locale: "es" });
    expect((await open(site, `/s/${token}`)).html).toContain('lang="es"');
    expect((await open(site, `/s/${token}?lang=en`, accept)).text).toContain("How likely");
    expect((await open(site, `/s/${token}?lang=xx`)).text).toContain("Qué probabilidad");
  });

  test("is the browser's where the link is unknown, else English", async () => {
    expect((await open(site, "/s/nope", accept)).text).toContain("No conocemos este enlace");
    expect((await open(site, "/s/nope")).text).toContain("We do not know this link");
  });

  test("can be switched without losing the choice", async () => {
    const token = site.invite();
    expect((await open(site, `/s/${token}?s=9`)).html).toContain(`href="/s/${token}?s=9&amp;lang=es"`);
  });
});

describe("sending a score", () => {
  test("records it, once, and leads to the thanks", async () => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}?lang=es`);
    const sent = await post(site, `/s/${token}`, { score: "9", nonce, lang: "es" });
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toBe(`/s/${token}/thanks?lang=es`);
    expect(site.invitations.at(-1)?.answer?.score).toBe(9);
    const thanks = await open(site, `/s/${token}/thanks?lang=es`);
    expect(thanks.status).toBe(200);
    expect(thanks.text).toContain("Hemos registrado su respuesta: 9.");
  });

  test("twice the same is one answer; another score is refused and the first stands", async () => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}`);
    await post(site, `/s/${token}`, { score: "0", nonce });
    expect((await post(site, `/s/${token}`, { score: "0", nonce })).status).toBe(303);
    const other = await post(site, `/s/${token}`, { score: "10", nonce });
    expect(other.status).toBe(409);
    expect(other.text).toContain("Your first answer stands");
    expect(site.invitations.at(-1)?.answer?.score).toBe(0);
  });

  test.each(["", "11", "-1", "1e1", "9.0", "999"])("score %j is refused with what to do", async (score) => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}`);
    const page = await post(site, `/s/${token}`, { score, nonce });
    expect(page.status).toBe(422);
    expect(alerts(page.html)).toEqual(["Please choose one of the answers, then send it."]);
    expect(page.html).toContain("<title>Error: ");
    expect(site.invitations.at(-1)?.answer).toBeNull();
  });

  test("a score off another instrument's scale is refused", async () => {
    const token = site.invite({ instrument: "csat" });
    const { nonce } = await open(site, `/s/${token}`);
    expect((await post(site, `/s/${token}`, { score: "0", nonce })).status).toBe(422);
  });

  test("without a nonce of this page it is refused, keeps the choice and can be sent again", async () => {
    const token = site.invite();
    const foreign = (await open(site, `/s/${site.invite()}`)).nonce;
    for (const nonce of ["", "x", "zzz.zzz", foreign]) {
      const page = await post(site, `/s/${token}`, { score: "7", nonce });
      expect(page.status).toBe(403);
      expect(alerts(page.html)).toHaveLength(1);
      expect(chosen(page.html)).toEqual(["7"]);
    }
    const page = await post(site, `/s/${token}`, { score: "7" });
    expect(page.status).toBe(403);
    expect((await post(site, `/s/${token}`, { score: "7", nonce: page.nonce })).status).toBe(303);
  });

  test("a page that was open for more than a day has to be sent again", async () => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}`);
    site.later(25);
    expect((await post(site, `/s/${token}`, { score: "7", nonce })).status).toBe(403);
  });

  test.each([
    ["application/json", '{"score":"9"}'],
    ["text/plain", "score=9"],
    ["multipart/form-data; boundary=x", "--x--"],
  ])("%s is not taken", async (type, body) => {
    const token = site.invite();
    const page = await open(site, `/s/${token}`, { method: "POST", body, headers: { "content-type": type } });
    expect(page.status).toBe(415);
    expect(page.text).toContain("Nothing was recorded");
  });

  test("fields given twice count as not given", async () => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}`);
    const body = new URLSearchParams([
      ["score", "9"],
      ["score", "1"],
      ["nonce", nonce],
    ]);
    expect((await open(site, `/s/${token}`, { method: "POST", body })).status).toBe(422);
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
      expect((await open(site, `/s/${token}/thanks`)).status).toBe(404);
    },
  );

  test("that is badly encoded is unknown, too", async () => {
    const page = await open(site, "/s/%E0%A4%A");
    expect(page.status).toBe(404);
    expect(page.html).not.toContain("URIError");
  });

  test("is said to have expired, or to be closed", async () => {
    const expired = site.invite({ expiresAt: site.now });
    const closed = site.invite({ surveyStatus: "closed" });
    for (const [token, words] of [
      [expired, "expired"],
      [closed, "closed"],
    ] as const) {
      const page = await open(site, `/s/${token}`);
      expect(page.status).toBe(410);
      expect(page.text).toContain(words);
      expect(page.text).toContain("Would you still like to tell Northwind & Sons something?");
    }
  });

  test("refuses an answer that comes too late", async () => {
    const token = site.invite();
    const { nonce } = await open(site, `/s/${token}`);
    const invitation = site.invitations.at(-1);
    if (invitation) invitation.expiresAt = site.now;
    expect((await post(site, `/s/${token}`, { score: "9", nonce })).status).toBe(410);
    if (invitation) Object.assign(invitation, { expiresAt: new Date("2027-01-01"), surveyStatus: "closed" });
    expect((await post(site, `/s/${token}`, { score: "9", nonce })).status).toBe(410);
  });

  test("was answered: says so, and leads to the comment for a day", async () => {
    const token = site.invite(answered(4));
    const page = await open(site, `/s/${token}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain("You have answered already");
    expect(page.html).toContain(`href="/s/${token}/thanks?lang=en"`);
    site.later(25);
    expect((await open(site, `/s/${token}`)).html).not.toContain("/thanks");
    expect((await open(site, `/s/${token}/thanks`)).status).toBe(410);
  });

  test("is not counted as opened", async () => {
    await open(site, `/s/${site.invite(answered(4))}`);
    expect(site.openings).toBe(0);
  });
});

describe("without the database", () => {
  test("a page says so and when to come back, and logs no token", async () => {
    const token = site.invite();
    site.down = true;
    for (const path of [`/s/${token}`, `/s/${token}/thanks`]) {
      const page = await open(site, path);
      expect(page.status).toBe(503);
      expect(page.headers.get("retry-after")).toBe("30");
      expect(page.text).toContain("Please try again shortly");
    }
    expect(site.logged).toHaveLength(2);
    expect(site.logged.join()).not.toContain(token);
  });

  test("a score stays in the page and is recorded by sending it again", async () => {
    const token = site.invite({ locale: "es" });
    const { nonce } = await open(site, `/s/${token}`);
    site.down = true;
    const page = await post(site, `/s/${token}`, { score: "6", nonce, lang: "es" });
    expect(page.status).toBe(503);
    expect(alerts(page.html)[0]).toContain("Su respuesta todavía no se ha registrado");
    expect(hidden(page.html, "score")).toBe("6");
    site.down = false;
    const again = await post(site, `/s/${token}`, {
      score: hidden(page.html, "score"),
      nonce: page.nonce,
      lang: "es",
    });
    expect(again.status).toBe(303);
    expect(site.invitations.at(-1)?.answer?.score).toBe(6);
  });
});
