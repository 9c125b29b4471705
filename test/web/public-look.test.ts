import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendIntake } from "../../src/domain/intake/send-intake.js";
import { openLogoUpload } from "../../src/domain/organizations/open-logo-upload.js";
import { chromiumPath, startChromium } from "../support/chromium.js";
import { personWithEverything } from "../support/person.js";
import { axe, lookAt, looks, openWindow, tooSmall, tooWide } from "./axe.js";
import { publicSite } from "./public-site.js";

const organization = await publicSite("Panadería y Pastelería Nuestra Señora del Carmen & Hijos");
const { as, member, service, slug, url, database } = organization;
await service.store.organization.change({ color: "#ffcc00", privacyContact: "privacidad@panaderia.example" });
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect width="90" height="40"/></svg>';
await service.store.organization.setLogo({ bytes: Buffer.from(logo), type: "image/svg+xml" });
const person = await personWithEverything(database, organization, "Q".repeat(60));
const { reference } = await sendIntake(as({ kind: "visitor" }), {
  id: crypto.randomUUID(),
  kind: "complaint",
  words: "x",
  name: null,
  email: null,
  company: null,
  locale: "es",
  mail: false,
});
const upload = new URL((await openLogoUpload(as(await member("admin")))).url).pathname;

const pages: [string, string][] = [
  ["the public page", `/talk/${slug}`],
  ["the thanks", `/talk/${slug}/thanks?ref=${reference}`],
  ["the status page", `/talk/${slug}/status`],
  ["a status", `/talk/${slug}/status?ref=${reference}`],
  ["a wrong code", `/talk/${slug}/status?ref=nonsense`],
  ["a page of nobody", "/talk/nobody"],
  ["the privacy notice", `/privacy/${slug}`],
  ["the reply to whoever asks for their data", `/privacy/${slug}/sent`],
  ["a person's data", `/d/${person.dataToken}`],
  ["the last question before erasing", `/d/${person.dataToken}/erase`],
  ["an unknown link", `/d/${"A".repeat(43)}`],
  ["the page for the logo", upload],
];

describe.skipIf(!chromiumPath)("in a browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await startChromium();
    page = await openWindow(browser);
  });
  afterAll(() => browser?.close());

  test.each(pages)("%s can be used by everybody, in every look", { timeout: 60_000 }, async (_name, path) => {
    for (const look of looks) {
      await lookAt(page, `${url}${path}${path.includes("?") ? "&" : "?"}lang=${look.lang}`, look);
      const what = JSON.stringify(look);
      expect(await axe(page), what).toEqual([]);
      expect(await tooWide(page), `too wide: ${what}`).toBe(false);
      expect(await tooSmall(page), `too small: ${what}`).toEqual([]);
      expect(await page.getAttribute("html", "lang")).toBe(look.lang);
    }
  });

  test("a form with everything wrong says so to everybody", { timeout: 60_000 }, async () => {
    for (const look of looks) {
      await lookAt(page, `${url}/talk/${slug}?lang=${look.lang}`, look);
      await page.fill("#email", "not an address");
      await page.evaluate("document.forms[0].noValidate = true");
      await page.keyboard.press("Enter");
      await page.waitForSelector("[role=alert]");
      expect(await axe(page), JSON.stringify(look)).toEqual([]);
      expect(await page.inputValue("#email")).toBe("not an address");
    }
  });

  test("without scripts and by keyboard alone, something is told and its status found", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: "en" });
    const page = await context.newPage();
    await page.goto(`${url}/talk/${slug}?lang=en`);
    await page.focus("input[value=feedback]");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.type("More bread on Mondays");
    // The language is changed half-way: nothing is lost.
    await page.click("button[lang=es]");
    expect(await page.inputValue("#words")).toBe("More bread on Mondays");
    expect(await page.isChecked("input[value=feedback]")).toBe(true);
    organization.clock.move(5_000);
    await page.focus("#words");
    for (const _ of ["name", "email", "company", "send"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/thanks?*");
    expect(await page.textContent("h1")).toContain("Gracias");
    await page.click("text=Ver el estado");
    await page.waitForURL("**/status?*");
    expect(await page.textContent("main")).toContain("Recibido");
    await context.close();
  });
});
