import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiptFor } from "../../src/domain/surveys/receipt.js";
import { secret } from "../support/context.js";
import { alerts, chosen, open, post, typed } from "./site.js";
import { type SurveySite, surveySite } from "./survey-site.js";

let site: SurveySite;
beforeAll(async () => {
  site = await surveySite();
});
beforeEach(() => site.down(false));

/** An answered survey, the page of its answer and a nonce of that page. */
async function answered(score = "4", invited: Parameters<SurveySite["invite"]>[0] = {}) {
  const invitation = await site.invite(invited);
  const receipt = await site.receipt(invitation.path, score);
  const { nonce } = await open(site, receipt.path);
  site.organization.clock.move(5_000);
  const response = async () => (await site.responses(invitation.surveyId))[0];
  return { ...invitation, link: invitation.path, ...receipt, nonce, response };
}

describe("the second step", () => {
  test("keeps a comment and its permissions, and says so", async () => {
    const { path, more, nonce, response } = await answered();
    const sent = await post(site, more, {
      comment: " Late,\r\ntwice.\0 ",
      mayContact: "on",
      nonce,
      lang: "es",
    });
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toBe(`${path}?saved=1&lang=es`);
    expect(await response()).toMatchObject({ comment: "Late,\ntwice.", mayContact: true, mayQuote: false });
    const page = await open(site, sent.headers.get("location") ?? "");
    expect(typed(page.html)).toBe("Late,\ntwice.");
    expect(page.html).toContain('class="note"');
  });

  test("boxes alone are enough; nothing at all is not", async () => {
    const { more, nonce, response } = await answered();
    const nothing = await post(site, more, { comment: "  \r\n ", nonce });
    expect(nothing.status).toBe(422);
    expect(alerts(nothing.html)[0]).toContain("nothing to send yet");
    expect((await post(site, more, { comment: "", mayQuote: "on", nonce })).status).toBe(303);
    expect(await response()).toMatchObject({ comment: null, mayContact: false, mayQuote: true });
  });

  test("keeps 20,000 characters whole, counted as a person counts them", async () => {
    const { more, nonce, response } = await answered();
    const comment = "😀\r\n".repeat(10_000).trim();
    expect((await post(site, more, { comment: `${comment}\r\nx`, nonce })).status).toBe(422);
    expect((await post(site, more, { comment: `${comment}\r\n`, nonce })).status).toBe(303);
    expect((await response())?.comment).toBe(comment.replaceAll("\r\n", "\n"));
  });

  test("gives a longer comment back whole with how long it is", async () => {
    const { more, nonce, response } = await answered();
    const comment = "長".repeat(25_000);
    const page = await post(site, more, { comment, mayQuote: "on", nonce });
    expect(page.status).toBe(422);
    expect(alerts(page.html)[0]).toContain("25,000 characters; at most 20,000");
    expect(typed(page.html)).toBe(comment);
    expect(page.html).toMatch(/name="mayQuote"[^>]*checked/);
    expect((await response())?.comment).toBeNull();
  });

  test("says of more text than is read at all that it is still in the browser", async () => {
    const { more, nonce } = await answered();
    const page = await post(site, more, { comment: "a".repeat(300_000), nonce });
    expect(page.status).toBe(413);
    expect(page.text).toContain("Go back in your browser");
  });

  test("shows what was typed as text, whatever it is", async () => {
    const { more } = await answered();
    const comment = `</textarea><script>alert("x")</script>&amp;`;
    const page = await post(site, more, { comment, nonce: "x" });
    expect(page.status).toBe(403);
    expect(page.html).not.toContain("<script");
    expect(page.html).toContain("&lt;/textarea>");
  });

  test("refuses what another page sent, keeps it, and takes it from this one", async () => {
    const { more } = await answered();
    const { nonce: foreign } = await answered();
    const page = await post(site, more, { comment: "Late.", nonce: foreign });
    expect(page.status).toBe(403);
    expect(typed(page.html)).toBe("Late.");
    expect((await post(site, more, { comment: "Late.", nonce: page.nonce })).status).toBe(303);
  });

  test("the same twice is one; another replaces it, and both are in the audit", async () => {
    const { more, nonce, response } = await answered();
    const { deliveries } = { deliveries: site.database.prisma.delivery };
    for (const comment of ["Late.", "Late.", "Very late."]) {
      expect((await post(site, more, { comment, nonce })).status).toBe(303);
    }
    const kept = await response();
    expect(kept?.comment).toBe("Very late.");
    const audited = (await site.audited("response.commented")).filter(
      ({ subjectId }) => subjectId === kept?.id,
    );
    expect(audited.map(({ after }) => (after as { replaced: boolean }).replaced)).toEqual([false, true]);
    expect(JSON.stringify(audited.map(({ after, before }) => [after, before]))).not.toContain("ate.");
    expect(await deliveries.count({ where: { message: "lowScore", subjectId: kept?.id ?? "" } })).toBe(1);
  });

  test("a day later it is refused, and what was typed can still be copied", async () => {
    const { more, nonce, response } = await answered();
    site.later(25);
    const page = await post(site, more, { comment: "Late.", nonce });
    expect(page.status).toBe(409);
    expect(typed(page.html)).toBe("Late.");
    expect((await response())?.comment).toBeNull();
  });

  test("switching the language keeps what was typed and records nothing", async () => {
    const { more, response } = await answered();
    const page = await post(site, more, { comment: "Late.", mayContact: "on", lang: "en", show: "es" });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Muchas gracias");
    expect(typed(page.html)).toBe("Late.");
    expect(page.html).toMatch(/name="mayContact"[^>]*checked/);
    expect((await response())?.comment).toBeNull();
  });

  test("without the database what was typed stays, and is recorded by sending it again", async () => {
    const { more, nonce, response } = await answered();
    site.down(true);
    const page = await post(site, more, { comment: "Late.", mayQuote: "on", nonce, lang: "en" });
    expect(page.status).toBe(503);
    expect(page.headers.get("retry-after")).toBe("30");
    expect(typed(page.html)).toBe("Late.");
    expect(page.html).toContain(`action="${more}"`);
    site.down(false);
    const again = { comment: typed(page.html), mayQuote: "on", nonce: page.nonce, lang: "en" };
    expect((await post(site, more, again)).status).toBe(303);
    expect(await response()).toMatchObject({ comment: "Late.", mayQuote: true });
  });
});

describe("questions of the organization's own", () => {
  const method = {
    trust: true,
    questions: [
      { id: "q1", kind: "open" as const, text: "What should we <b>stop</b> doing?", options: [] },
      { id: "q2", kind: "choice" as const, text: "Which one?", options: ["A & B", "C"] },
      { id: "q3", kind: "rating" as const, text: "How fast are we?", options: [] },
    ],
  };

  test("are asked with the trust question in the second step and kept with the answer", async () => {
    const { path, more, nonce, response } = await answered("9", { method });
    const page = await open(site, path);
    expect(page.text).toContain("What should we <b>stop</b> doing?");
    expect(page.text).toContain("I trust Northwind to do what it promises.");
    expect(page.html.match(/name="q2"/g)).toHaveLength(2);
    expect(page.html.match(/name="(q3|trust)"/g)).toHaveLength(10);
    await post(site, more, { q1: "Calls", q2: "A & B", q3: "4", trust: "5", nonce });
    expect(await response()).toMatchObject({ trust: 5, answers: { q1: "Calls", q2: "A & B", q3: "4" } });
    const again = await open(site, path);
    expect(again.html).toMatch(/name="q2" value="A &amp; B"[^>]*checked/);
  });

  test("leave out what does not fit them", async () => {
    const { more, nonce, response } = await answered("9", { method });
    await post(site, more, { q1: "Calls", q2: "Z", q3: "9", trust: "6", q4: "x", nonce });
    expect(await response()).toMatchObject({ trust: null, answers: { q1: "Calls" } });
  });
});

describe("changing an answer", () => {
  test("within a day the last one counts, and each change is in the audit", async () => {
    const { path, nonce, link, response } = await answered("4");
    expect((await open(site, path)).html).toContain(`href="${path}?change=1&amp;lang=en"`);
    const page = await open(site, `${path}?change=1`);
    expect(chosen(page.html)).toEqual(["4"]);
    expect((await post(site, `${path}/score`, { score: "9", nonce })).status).toBe(303);
    expect(await response()).toMatchObject({ score: 9, heldFor: null });
    expect((await open(site, link)).headers.get("location")).toBe(`${path}?lang=en`);
    const audited = (await site.audited("response.revised")).slice(-1);
    expect(audited).toMatchObject([{ before: { score: 4 }, after: { score: 9 } }]);
  });

  test("is refused after a day, off the scale, and with another page's nonce", async () => {
    const { path, nonce, response } = await answered("4");
    expect((await post(site, `${path}/score`, { score: "11", nonce })).status).toBe(422);
    expect((await post(site, `${path}/score`, { score: "9", nonce: "x" })).status).toBe(403);
    site.later(23);
    expect((await open(site, `${path}?change=1`)).html).toContain('type="radio"');
    const { nonce: late } = await open(site, path);
    site.later(2);
    expect((await post(site, `${path}/score`, { score: "9", nonce: late })).status).toBe(409);
    expect(await response()).toMatchObject({ score: 4 });
    const page = await open(site, `${path}?change=1`);
    expect(page.html).not.toContain('type="radio"');
    expect(page.text).toContain("it can no longer be changed");
  });
});

describe("an anonymous answer", () => {
  const invited = { method: { mode: "anonymous" as const } };

  test("holds nothing that leads back: no invitation, no customer, the day only", async () => {
    const { response, id, more, nonce } = await answered("2", invited);
    await post(site, more, { comment: "Slow.", mayContact: "on", nonce });
    const kept = await response();
    expect(kept).toMatchObject({
      anonymous: true,
      invitationId: null,
      customerId: null,
      comment: "Slow.",
      mayContact: false,
      segment: "north",
    });
    expect(kept?.answeredAt.toISOString()).toMatch(/T00:00:00.000Z$/);
    expect(kept?.commentedAt?.toISOString()).toMatch(/T00:00:00.000Z$/);
    const invitation = await site.database.prisma.invitation.findUniqueOrThrow({ where: { id } });
    expect(invitation.answeredOn).toBe(kept?.answeredAt.toISOString().slice(0, 10));
    const audit = await site.database.prisma.audit.findMany();
    expect(JSON.stringify(audit, (_, value) => (typeof value === "bigint" ? 0 : value))).not.toContain(
      kept?.id,
    );
    expect(await site.database.prisma.delivery.count({ where: { subjectId: kept?.id ?? "" } })).toBe(0);
  });

  test("is one, also where its page is posted twice or fifty times at once", async () => {
    const { path, surveyId } = await site.invite(invited);
    const { nonce, once } = await open(site, path);
    site.organization.clock.move(5_000);
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => post(site, path, { score: "8", nonce, once })),
    );
    expect(new Set(sent.map(({ headers }) => headers.get("location")))).toHaveProperty("size", 1);
    expect(await site.responses(surveyId)).toMatchObject([{ score: 8 }]);
  });

  test("cannot be found again by the link, only by the page that holds its receipt", async () => {
    const { link, path } = await answered("2", invited);
    const page = await open(site, link);
    expect(page.status).toBe(410);
    expect(page.html).not.toContain("/r/");
    expect((await site.answer(link, "9")).status).toBe(409);
    expect((await open(site, path)).text).toContain("Your answer is recorded: 2.");
  });

  test("can be changed within the day by its receipt, and the audit names the wave and the day alone", async () => {
    const { path, nonce, response, waveId } = await answered("2", invited);
    expect((await post(site, `${path}/score`, { score: "9", nonce })).status).toBe(303);
    expect(await response()).toMatchObject({ score: 9 });
    const [audited] = (await site.audited("response.revised")).slice(-1);
    expect(audited).toMatchObject({ subjectId: waveId, actor: "anonymous", before: null, after: null });
    expect(audited?.at.toISOString()).toMatch(/T00:00:00.000Z$/);
  });
});

describe("the receipt", () => {
  test("shows its code, and reads it however it is typed", async () => {
    const { code, path } = await answered();
    expect((await open(site, path)).text).toContain(code);
    for (const as of [
      code.toLowerCase(),
      code.replaceAll("-", ""),
      code.replaceAll("0", "o").replaceAll("1", "l"),
    ]) {
      expect((await open(site, `/r/${as}`)).status).toBe(200);
    }
  });

  test.each(["nope", "AAAA-AAAA-AAAA-AAAA", "%00", "U".repeat(16)])("%s is of nobody", async (code) => {
    expect((await open(site, `/r/${code}`)).status).toBe(404);
    expect((await post(site, `/r/${code}/more`, { comment: "x", nonce: "x" })).status).toBe(404);
  });

  test("erases the answer: the number stays in the totals, nothing else does", async () => {
    const { path, more, nonce, response, surveyId } = await answered("3");
    await post(site, more, { comment: "Slow.", nonce });
    const page = await open(site, `${path}?erase=1`);
    expect(page.text).toContain("Erase this answer?");
    expect((await open(site, path)).status).toBe(200);
    expect((await post(site, `${path}/erase`, { nonce: "x" })).status).toBe(403);
    expect((await post(site, `${path}/erase`, { nonce })).status).toBe(200);
    expect(await response()).toMatchObject({ score: 3, comment: null, customerId: null, receiptHash: null });
    expect((await open(site, path)).status).toBe(404);
    const { surveys } = site.organization.service.store;
    expect(await surveys.histogram(surveyId, new Date(0), new Date("2100-01-01"))).toEqual([
      { score: 3, count: 1 },
    ]);
  });

  test("of another answer opens that one alone", async () => {
    const mine = await answered("3");
    const theirs = await answered("8");
    const { nonce } = mine;
    expect((await post(site, theirs.more, { comment: "x", nonce })).status).toBe(403);
    expect(receiptFor(secret, (await mine.response())?.id ?? "").code).toBe(mine.code);
    expect(mine.code).not.toBe(theirs.code);
  });

  test("a form's address, opened again, leads to the page", async () => {
    const { path, more } = await answered();
    expect((await open(site, more)).headers.get("location")).toBe(path);
  });
});
