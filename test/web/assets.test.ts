import { afterAll, beforeAll, expect, test } from "vitest";
import { open, type Site, startSite } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.stop());

test("the stylesheet is served once and then only when it changed", async () => {
  const first = await open(site, "/assets/survey.css");
  expect(first.status).toBe(200);
  expect(first.headers.get("content-type")).toContain("text/css");
  expect(first.headers.get("cache-control")).toContain("max-age=3600");
  const etag = first.headers.get("etag") ?? "";
  const again = await open(site, "/assets/survey.css", {
    headers: { "if-none-match": etag, "cache-control": "max-age=0" },
  });
  expect(again.status).toBe(304);
});

test("the survey's stylesheet loads nothing from elsewhere", async () => {
  const { html } = await open(site, "/assets/survey.css");
  expect(html).not.toMatch(/url\(|@import/);
});
