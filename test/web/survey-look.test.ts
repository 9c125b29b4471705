import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, startChromium } from "../support/chromium.js";
import { axe, lookAt, looks, openWindow, tooSmall, tooWide } from "./axe.js";
import { type SurveySite, surveySite } from "./survey-site.js";

const method = {
  trust: true,
  questions: [
    { id: "q1", kind: "open" as const, text: "What should we stop doing?", options: [] },
    { id: "q2", kind: "choice" as const, text: "Which of these do you use?", options: ["Reports", "Alerts"] },
    { id: "q3", kind: "rating" as const, text: "How fast are we?", options: [] },
  ],
};

describe.skipIf(!chromiumPath)("the survey pages", () => {
  let site: SurveySite;
  let browser: Browser;
  let page: Page;
  const paths: [string, string][] = [];

  beforeAll(async () => {
    site = await surveySite();
    browser = await startChromium();
    page = await openWindow(browser);
    for (const instrument of ["nps", "csat", "ces", "expectations"] as const) {
      const { path } = await site.invite({ instrument });
      paths.push([instrument, `${path}?s=2&lang=`]);
    }
    const answered = await site.receipt((await site.invite({ method })).path, "3");
    const anonymous = await site.receipt(
      (await site.invite({ method: { ...method, mode: "anonymous" } })).path,
      "9",
    );
    const expired = await site.invite({ hours: 0 });
    paths.push(
      ["answer", `${answered.path}?lang=`],
      ["saved", `${answered.path}?saved=1&lang=`],
      ["change", `${answered.path}?change=1&lang=`],
      ["erase", `${answered.path}?erase=1&lang=`],
      ["anonymous", `${anonymous.path}?lang=`],
      ["expired", `${expired.path}?lang=`],
      ["unknown", "/s/nope?lang="],
    );
  });
  afterAll(() => browser?.close());

  test.each(looks)("%j: nothing for axe, nothing too wide or too small", async (look) => {
    for (const [name, path] of paths) {
      await lookAt(page, `${site.url}${path}${look.lang}`, look);
      expect(await axe(page), name).toEqual([]);
      expect(await tooWide(page), name).toBe(false);
      expect(await tooSmall(page), name).toEqual([]);
    }
  });

  test("are answered by keyboard alone, without scripts", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const window = await context.newPage();
    const { path, surveyId } = await site.invite({ method });
    await window.goto(site.url + path);
    site.organization.clock.move(5_000);
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 30; presses += 1) {
        await window.keyboard.press("Tab");
        if ((await window.locator(`${selector}:focus`).count()) > 0) return;
      }
      throw new Error(`${selector} is not reached`);
    };
    await tabTo("input[name=score]");
    for (let steps = 0; steps < 3; steps += 1) await window.keyboard.press("ArrowRight");
    await window.keyboard.press("Enter");
    await window.waitForURL(/\/r\//);
    await tabTo("#comment");
    await window.keyboard.type("Late, twice.");
    await tabTo("input[name=trust]");
    await window.keyboard.press("Space");
    await tabTo("input[name=mayContact]");
    await window.keyboard.press("Space");
    await tabTo("#more button[type=submit]");
    await window.keyboard.press("Enter");
    await window.waitForURL(/saved=1/);
    const [kept] = await site.responses(surveyId);
    expect(kept).toMatchObject({ score: 3, comment: "Late, twice.", trust: 1, mayContact: true });
    await context.close();
  });
});
