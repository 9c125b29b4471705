import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { showProgress } from "../../src/cli/progress.js";

function screen(isTTY: boolean) {
  let text = "";
  const write = (chunk: Buffer, _: string, done: () => void) => {
    text += chunk;
    done();
  };
  const stream = Object.assign(new Writable({ write }), { isTTY });
  return { stream, text: () => text };
}

test("a terminal sees a bar that is wiped at the end", () => {
  let time = 0;
  const { stream, text } = screen(true);
  const progress = showProgress(stream, "Importing x.csv", 200, () => time);
  progress.update(50);
  time = 150;
  progress.update(100);
  progress.end();
  expect(text()).toContain(`[${"█".repeat(15)}${"░".repeat(15)}] 50 %`);
  expect(text()).not.toContain("25 %");
  expect(text().endsWith("\r\x1b[K")).toBe(true);
});

test("a log gets a plain line, and another one now and then", () => {
  let time = 0;
  const { stream, text } = screen(false);
  const progress = showProgress(stream, "Importing x.csv", 200, () => time);
  progress.update(50);
  time = 11_000;
  progress.update(100);
  time = 12_000;
  progress.update(150);
  progress.end();
  expect(text()).toBe("Importing x.csv …\nImporting x.csv 50 %\n");
});
