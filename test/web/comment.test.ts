import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, open, post, type Site, startSite, typed } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());
beforeEach(() => {
  site.down = false;
  site.told = [];
  site.audited = [];
});

/** An answered invitation and a nonce of its thanks page. */
async function thanked(score = 4) {
  const token = site.invite({ answer: { score, answeredAt: site.now } });
  const { nonce } = await open(site, `/s/${token}/thanks`);
  const invitation = site.invitations.at(-1);
  return { path: `/s/${token}/comment`, thanks: `/s/${token}/thanks`, nonce, kept: () => invitation?.kept };
}

test("a comment and its permissions are kept, and the thanks say so", async () => {
  const { path, thanks, nonce, kept } = await thanked();
  const sent = await post(site, path, {
    comment: " Late,\r\ntwice.\0 ",
    mayContact: "on",
    nonce,
    lang: "es",
  });
  expect(sent.status).toBe(303);
  expect(sent.headers.get("location")).toBe(`${thanks}?lang=es`);
  expect(kept()).toEqual({ text: "Late,\ntwice.", mayContact: true, mayQuote: false });
  const page = await open(site, thanks);
  expect(page.status).toBe(200);
  expect(page.text).toContain("We have what you told us");
  expect(page.html).not.toContain("<textarea");
});

test("boxes alone are enough; nothing at all is not", async () => {
  const { path, nonce, kept } = await thanked();
  const nothing = await post(site, path, { comment: "  \r\n ", nonce });
  expect(nothing.status).toBe(422);
  expect(alerts(nothing.html)[0]).toContain("nothing to send yet");
  expect((await post(site, path, { comment: "", mayQuote: "on", nonce })).status).toBe(303);
  expect(kept()).toEqual({ text: null, mayContact: false, mayQuote: true });
});

test("20,000 characters are kept whole, counted as a person counts them", async () => {
  const { path, nonce, kept } = await thanked();
  const comment = "😀\r\n".repeat(10_000).trim();
  const twentyThousand = `${comment}\r\nx`.replaceAll("\r\n", "\n");
  expect([...twentyThousand]).toHaveLength(20_001);
  expect((await post(site, path, { comment: `${comment}\r\nx`, nonce })).status).toBe(422);
  expect((await post(site, path, { comment: `${comment}\r\n`, nonce })).status).toBe(303);
  expect(kept()?.text).toBe(comment.replaceAll("\r\n", "\n"));
});

test("a longer comment comes back whole with how long it is", async () => {
  const { path, nonce, kept } = await thanked();
  const comment = "長".repeat(25_000);
  const page = await post(site, path, { comment, mayQuote: "on", nonce });
  expect(page.status).toBe(422);
  expect(alerts(page.html)[0]).toContain("25,000 characters; at most 20,000");
  expect(typed(page.html)).toBe(comment);
  expect(page.html).toMatch(/name="mayQuote"[^>]*checked/);
  expect(kept()).toBeUndefined();
});

test("more text than is read at all is said to be still in the browser", async () => {
  const { path, nonce } = await thanked();
  const page = await post(site, path, { comment: "a".repeat(300_000), nonce });
  expect(page.status).toBe(413);
  expect(page.text).toContain("Go back in your browser");
});

test("what was typed is shown as text, whatever it is", async () => {
  const { path } = await thanked();
  const comment = `</textarea><script>alert("x")</script>&amp;`;
  const page = await post(site, path, { comment, nonce: "x" });
  expect(page.status).toBe(403);
  expect(page.html).not.toContain("<script");
  expect(page.html).toContain("&lt;/textarea>");
});

test("without a nonce of this page the comment is kept and can be sent again", async () => {
  const { path } = await thanked();
  const page = await post(site, path, { comment: "Late.", nonce: "x" });
  expect(page.status).toBe(403);
  expect(typed(page.html)).toBe("Late.");
  expect((await post(site, path, { comment: "Late.", nonce: page.nonce })).status).toBe(303);
});

test("the same comment twice is one; another is refused and stays on the page", async () => {
  const { path, nonce, kept } = await thanked();
  await post(site, path, { comment: "Late.", nonce });
  expect((await post(site, path, { comment: "Late.", nonce })).status).toBe(303);
  const page = await post(site, path, { comment: "Very late.", nonce });
  expect(page.status).toBe(409);
  expect(typed(page.html)).toBe("Very late.");
  expect(kept()?.text).toBe("Late.");
  expect(site.told).toHaveLength(1);
  expect(site.audited).toHaveLength(1);
});

test("a day later the comment is refused, and can still be copied", async () => {
  const { path, nonce, kept } = await thanked();
  site.later(24);
  const page = await post(site, path, { comment: "Late.", nonce });
  expect(page.status).toBe(410);
  expect(typed(page.html)).toBe("Late.");
  expect(kept()).toBeUndefined();
});

test("switching the language keeps what was typed and records nothing", async () => {
  const { path, kept } = await thanked();
  const page = await post(site, path, { comment: "Late.", mayContact: "on", lang: "en", show: "es" });
  expect(page.status).toBe(200);
  expect(page.text).toContain("Muchas gracias");
  expect(typed(page.html)).toBe("Late.");
  expect(page.html).toMatch(/name="mayContact"[^>]*checked/);
  expect(kept()).toBeUndefined();
});

test("without the database what was typed stays, and is recorded by sending it again", async () => {
  const { path, nonce, kept } = await thanked();
  site.down = true;
  const page = await post(site, path, { comment: "Late.", nonce, lang: "en" });
  expect(page.status).toBe(503);
  expect(page.headers.get("retry-after")).toBe("30");
  expect(typed(page.html)).toBe("Late.");
  site.down = false;
  expect((await post(site, path, { comment: "Late.", nonce: page.nonce })).status).toBe(303);
  expect(kept()?.text).toBe("Late.");
});

test("there are no thanks, and no comment, before an answer", async () => {
  const token = site.invite();
  for (const page of [
    await open(site, `/s/${token}/thanks`),
    await post(site, `/s/${token}/comment`, { comment: "Late.", nonce: "x" }),
  ]) {
    expect(page.status).toBe(303);
    expect(page.headers.get("location")).toBe(`/s/${token}`);
  }
});

test("the form's address, opened again, leads to the thanks", async () => {
  const { path, thanks } = await thanked();
  expect((await open(site, path)).headers.get("location")).toBe(thanks);
});

test("a link of nobody takes no comment and loses none", async () => {
  const page = await post(site, `/s/${"A".repeat(43)}/comment`, { comment: "Late.", nonce: "x" });
  expect(page.status).toBe(404);
  expect(typed(page.html)).toBe("Late.");
});
