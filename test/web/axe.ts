import axeCore from "axe-core";
import type { Browser, Page } from "playwright-core";

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** What axe finds wrong with a page by WCAG 2.2 AA and its best practices, each in words; none is right. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const violations = (await page.evaluate(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => r.violations)`,
  )) as Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary ?? ""}`),
  );
}

/** How a page is looked at: colours, width in pixels, language; each colour and language at each width. */
export const looks = [
  { colors: "light", width: 320, lang: "en" },
  { colors: "dark", width: 320, lang: "es" },
  { colors: "light", width: 1280, lang: "es" },
  { colors: "dark", width: 1280, lang: "en" },
] as const;
export type Look = (typeof looks)[number];

/** A browser window in which pages are looked at. What axe measures with is a script; the page's policy would refuse it. */
export async function openWindow(browser: Browser): Promise<Page> {
  return (await browser.newContext({ bypassCSP: true })).newPage();
}

/** Opens an address in a look. */
export async function lookAt(page: Page, url: string, { colors, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: colors });
  await page.setViewportSize({ width, height: 800 });
  await page.goto(url);
}

/** Whether a page is wider than its window, so that somebody would have to scroll sideways. */
export function tooWide(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

/** The controls of a page that are smaller than 24 by 24 pixels; links within a sentence are excepted. */
export function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll("a, button, input:not([type=hidden]), textarea, select")]
    .filter((e) => !e.closest("[aria-hidden=true]") && e.checkVisibility() && !(e.tagName === "A" && e.parentElement.tagName === "P" && e.parentElement.textContent.trim() !== e.textContent.trim()))
    .filter((e) => { const box = (e.labels && e.labels[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect(); return box.width < 24 || box.height < 24; })
    .map((e) => e.outerHTML)`);
}
