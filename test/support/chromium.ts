import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";

/** Where Chromium is installed; null where it is not, and its tests are skipped. */
export const chromiumPath = inject("chromium");

const OFFLINE = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the installed Chromium, headless. */
export function startChromium(): Promise<Browser> {
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumPath ?? "",
    args: root ? ["--no-sandbox", ...OFFLINE] : OFFLINE,
  });
}
