import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Form } from "../../../src/views/form.js";
import { noteCard } from "../../../src/views/note.js";
import { testDatabase } from "../../support/database.js";
import { eventually } from "../../support/eventually.js";
import { done, newcomer, workspaceIn } from "./workspace.js";

const executablePath = inject("chromium");
const { database } = await testDatabase();
const here = workspaceIn(database);

const longForm: Form = {
  kind: "form",
  title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  error: "Not quite.",
  command: "needAdd",
  known: {},
  submit: "Record",
  fields: [
    { type: "text", name: "customer", label: "Customer", error: "Please fill this in." },
    {
      type: "multiselect",
      name: "themes",
      label: "Themes",
      options: [{ value: "a", label: "x".repeat(80) }],
    },
    { type: "datetime", name: "when", label: "When" },
  ],
};

describe.skipIf(!executablePath)("in a real browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  /** Ana's page, and everything the browser complained about in it. */
  async function page(
    { port, ana, path }: { port: number; ana: { cookies: Map<string, string> }; path: string },
    settings: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...settings });
    const cookies = [...ana.cookies].map(([name, value]) => ({
      name,
      value,
      domain: "localhost",
      path: "/workspace",
    }));
    await context.addCookies(cookies);
    const opened = await context.newPage();
    const complaints: string[] = [];
    opened.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    opened.on("pageerror", (error) => complaints.push(String(error)));
    await opened.goto(`http://localhost:${port}${path}`);
    return { page: opened, complaints };
  }

  test("another's post arrives by itself; what one types and where one is stays", async () => {
    const listeners = new Set<(id: string) => void>();
    const onChange = (hear: (id: string) => void) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    };
    const { port, ana, sales, organizationId } = await here.open(done, { onChange });
    const { page: seen, complaints } = await page({ port, ana, path: sales });
    const box = seen.getByRole("combobox", { name: "Message in #sales" });
    await box.fill("half a sentence");
    await eventually(() => listeners.size === 1);
    const ben = await newcomer(port, "Ben");
    await ben.submit(await ben.get(sales), "/say", { text: "I am here" });
    for (const hear of listeners) hear(organizationId);
    await seen.getByRole("log").getByText("I am here").waitFor();
    expect(await box.inputValue()).toBe("half a sentence");
    expect(await box.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await box.press("Enter");
    await seen.getByRole("log").getByText("half a sentence").waitFor();
    expect(complaints).toEqual([]);
    await seen.context().close();
  });

  test("a double click on a button acts once", async () => {
    const button = { label: "Understood", command: "needShow", input: { number: 1 } } as const;
    const { port, ana, sales, asked } = await here.open((request) =>
      request.kind === "text" ? { ...noteCard("Need", "…"), actions: [button] } : noteCard("Thanks", "…"),
    );
    await ana.submit(await ana.get(sales), "/say", { text: "/need" });
    const { page: seen } = await page({ port, ana, path: sales });
    await seen.getByRole("button", { name: "Understood" }).dblclick();
    await seen.getByText("Thanks").waitFor();
    expect(asked.filter(({ request }) => request.kind === "press")).toHaveLength(1);
    await seen.context().close();
  });

  test("a long answer is read from its beginning, and typing goes on", async () => {
    const long = { ...noteCard("The beginning", "line\n".repeat(200)) };
    const { port, ana, sales } = await here.open(() => long);
    const { page: seen } = await page({ port, ana, path: sales });
    const box = seen.getByRole("combobox");
    await box.fill("/help");
    await box.press("Enter");
    const title = seen.getByRole("heading", { name: "The beginning" });
    await title.waitFor();
    await eventually(() => title.evaluate((element) => element.getBoundingClientRect().top > 0));
    await eventually(() => box.evaluate((element) => element.matches(":focus")));
    await seen.context().close();
  });

  test.each(["light", "dark"] as const)(
    "everything fits 360 px without a script (%s)",
    async (colorScheme) => {
      const { port, ana, sales } = await here.open((request) =>
        request.kind === "text" && request.text === "/form"
          ? longForm
          : noteCard("x".repeat(300), "y".repeat(300)),
      );
      for (const text of ["z".repeat(300), "/note"]) await ana.submit(await ana.get(sales), "/say", { text });
      const { page: seen } = await page(
        { port, ana, path: sales },
        { javaScriptEnabled: false, colorScheme },
      );
      const fits = async () =>
        expect(await seen.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await fits();
      await seen.getByRole("button", { name: "Menu" }).click();
      await seen.getByRole("link", { name: "Mailbox" }).click();
      await fits();
      await seen.goto(`http://localhost:${port}${sales}`);
      await seen.getByRole("combobox").fill("/form");
      await seen.keyboard.press("Enter");
      await seen.getByRole("alert").first().waitFor();
      expect(await seen.getByLabel("Customer").evaluate((element) => element.matches(":focus"))).toBe(true);
      await fits();
      await seen.context().close();
    },
  );
});
