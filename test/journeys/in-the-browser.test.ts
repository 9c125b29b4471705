import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, startChromium } from "../support/chromium.js";
import { startTestService, type TestService } from "../support/service.js";

const WAIT = { timeout: 10_000 };

// Each step goes on from the one before: repeating one alone would say nothing.
describe.skipIf(!chromiumPath)("in a real browser, without any account", { retry: 0 }, () => {
  let product: TestService;
  let browser: Browser;
  let olga: Page;

  beforeAll(async () => {
    product = await startTestService({ without: ["slack", "teams", "smtp"], env: { PUBLIC_URL: "" } });
    browser = await startChromium();
    olga = await person();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  async function person(viewport = { width: 1280, height: 800 }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: "en-GB" });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT.timeout);
    page.on("pageerror", (error) => expect.unreachable(error.message));
    await page.goto(product.url);
    return page;
  }

  async function say(page: Page, text: string): Promise<void> {
    const box = page.locator(".message-box input[name=text]");
    await box.fill(text);
    await loading(page, () => box.press("Enter"));
  }

  /** Acts, and waits for the page this leads to: what is done next is done there. */
  async function loading(page: Page, act: () => Promise<unknown>): Promise<void> {
    await Promise.all([page.waitForEvent("load", WAIT), act()]);
  }

  const press = (page: Page, name: string) =>
    loading(page, () => page.getByRole("button", { name }).last().click());

  const last = (page: Page, text: string | RegExp) => page.getByText(text).last().waitFor(WAIT);

  it("somebody starts empty, adds a channel and makes it a team's", async () => {
    await olga.getByLabel("Name of the organization").fill("Olives & Sons");
    await olga.getByLabel("Your name").fill("Olga");
    await olga.getByRole("button", { name: "Start", exact: true }).click();
    await olga.getByText("Add a channel").click();
    await olga.getByLabel("Name of the channel").fill("product");
    await olga.getByLabel("Name of the channel").press("Enter");
    await olga.getByRole("heading", { name: "#product" }).waitFor(WAIT);
    await say(olga, "/team set Product: product");
    await last(olga, "This channel is Product's. It hears of Product and features.");
  });

  it("a form keeps what was typed and says what is missing, then records the need", async () => {
    await say(olga, "/customer add Acme Ñandú, ann@acme.example");
    await last(olga, "Acme Ñandú was added");
    await say(olga, "/need Acme Ñandú");
    const form = olga.locator("section.asked");
    await press(olga, "Record");
    await form.getByText("Please fill this in.").waitFor(WAIT);
    expect(await form.getByLabel("Customer", { exact: true }).inputValue()).toBe("Acme Ñandú");
    await form.getByLabel("What does the customer need?").fill("An <b>export</b> & *more* 🙂");
    await press(olga, "Record");
    await last(olga, "N-1 recorded for Acme Ñandú");
    await last(olga, "0 of 1 team has acknowledged");
    await last(olga, "N-1 · An <b>export</b> & *more* 🙂");
  });

  it("a colleague on a phone acknowledges it, and the card changes where it stands for everybody", async () => {
    const marc = await person({ width: 360, height: 760 });
    await marc.getByRole("button", { name: "Menu" }).click();
    await marc.locator(".people > summary").click();
    const adding = marc.locator(".people .adding");
    await adding.locator("summary").click();
    await adding.getByRole("textbox").fill("Marc");
    await adding.getByRole("textbox").press("Enter");
    await marc.locator(".people > summary", { hasText: "Marc" }).waitFor({ ...WAIT, state: "attached" });
    await marc.goto(`${product.url}/`);
    const width = await marc.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await press(marc, "We will act");
    await last(marc, "Product on N-1: We will act.");
    await last(olga, "1 of 1 team has acknowledged");
    await last(olga, "We will act (Marc).");
  });

  it("a pulse is drafted, launched and found in the mailbox; its link is answered without a script", async () => {
    await say(olga, "/pulse new Spring");
    const form = olga.locator("section.asked");
    await form.getByLabel("About what").fill("Olives & Sons");
    await press(olga, "Save draft");
    await last(olga, "How likely is it that you would recommend Olives & Sons to a friend or colleague?");
    await press(olga, "Send now");
    await last(olga, "Spring is being sent");
    await product.settled();
    await olga.goto(`${product.url}/workspace/mailbox`);
    await olga.locator("ul.mails a").first().click();
    await olga.locator("p.text a").first().waitFor(WAIT);
    const link = await olga.locator("p.text a").first().getAttribute("href");

    const customer = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    });
    const page = await customer.newPage();
    await page.goto(link ?? "");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    product.clock.move(5_000);
    await page.getByRole("radio", { name: "3", exact: true }).check({ force: true });
    await page.keyboard.press("Enter");
    await page.getByRole("textbox").fill("Too slow for us.");
    await page.getByRole("button").last().click();
    await page.getByText("We have what you told us").first().waitFor(WAIT);
    await customer.close();
  });

  it("the low score reaches the customer's owner, who records it as a complaint with one click", async () => {
    await product.settled();
    await olga.goto(`${product.url}/workspace/direct`);
    await last(olga, "Acme Ñandú gave 3 of 10");
    await last(olga, "Too slow for us.");
    await press(olga, "Record as a complaint");
    await last(olga, "Recorded as N-2");
    await say(olga, "need show N-2");
    await last(olga, "Complaint · Now");
  });

  it("what was posted before the page began to listen is shown all the same", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    let listen = () => {};
    const posted = new Promise<void>((resolve) => {
      listen = resolve;
    });
    await page.route("**/workspace/live", async (route) => {
      await posted;
      await route.continue();
    });
    await page.goto(`${product.url}/workspace`);
    await say(olga, "/need Acme Ñandú: a report by mail");
    await product.settled();
    listen();
    await last(page, "a report by mail");
    await context.close();
  });

  it("the digest hides a score of one answer and names who owes one", async () => {
    await say(olga, "digest now");
    await last(olga, /Customer digest: Olives & Sons/);
    await last(olga, /Product: N-2/);
  });
});
