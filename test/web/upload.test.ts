import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { FileFault } from "../../src/domain/imports/rows.js";
import { tokenFor } from "../../src/domain/tokens.js";
import { alerts, open, type Site, secret, startSite, typed } from "./site.js";

let site: Site;
let token: string;
const imported = vi.fn<Site["importCustomers"]>();
beforeAll(async () => {
  site = await startSite();
  site.importCustomers = imported;
});
afterAll(() => site.stop());
beforeEach(() => {
  imported.mockReset().mockResolvedValue({ added: 2, contacts: 3, unchanged: 1, rejected: [] });
  token = site.uploadLink({ organizationId: "organization", memberId: "member" });
});

async function upload(parts: { file?: Uint8Array | string; pasted?: string; nonce?: string; lang?: string }) {
  const form = new FormData();
  const nonce = parts.nonce ?? (await open(site, `/upload/${token}`)).nonce;
  form.set("nonce", nonce);
  form.set("lang", parts.lang ?? "en");
  form.set(
    "file",
    new Blob(parts.file === undefined ? [] : [parts.file as BlobPart]),
    parts.file === undefined ? "" : "list.csv",
  );
  form.set("pasted", parts.pasted ?? "");
  return open(site, `/upload/${token}`, { method: "POST", body: form });
}

test("explains the columns and offers a sample to start from", async () => {
  const page = await open(site, `/upload/${token}?lang=es`);
  expect(page.status).toBe(200);
  for (const column of ["name", "kind", "segment", "country", "contact", "email", "language", "zone"]) {
    expect(page.html).toContain(`<code>${column}</code>`);
  }
  expect(page.headers.get("cache-control")).toBe("no-store");
  const sample = await open(site, "/upload-sample.csv");
  expect(sample.headers.get("content-type")).toContain("text/csv");
  expect(sample.html.split("\r\n")[0]).toBe("name,kind,segment,country,contact,email,language,zone");
});

test("behind a link to a survey's list, addresses are asked for and go to that survey", async () => {
  const list = vi.fn<Site["importAudience"]>();
  site.importAudience = list;
  list.mockResolvedValue({ listed: 2, rejected: [{ line: 4, reason: "does not want to be asked" }] });
  token = site.uploadLink({
    ...{ organizationId: "organization", memberId: "member" },
    ...{ purpose: "audience", surveyId: "survey" },
  });
  const page = await open(site, `/upload/${token}`);
  expect(page.text).toContain("Upload whom to ask");
  expect(page.html).toContain("<code>email</code>");
  expect(page.html).not.toContain("<code>kind</code>");
  const done = await upload({ pasted: "email\r\nann@acme.example" });
  expect(list).toHaveBeenCalledExactlyOnceWith(
    "organization",
    "member",
    "survey",
    new TextEncoder().encode("email\r\nann@acme.example"),
  );
  expect(imported).not.toHaveBeenCalled();
  expect(done.text).toMatch(/Contacts on the list\s*2/);
  expect(done.text).toContain("does not want to be asked");
  list.mockResolvedValue({ listed: 0, rejected: [] });
  expect(alerts((await upload({ pasted: "email\nx@y.example" })).html)).toEqual([
    "No line was taken, so nothing was changed.",
  ]);
});

test("a file arrives byte for byte, on behalf of the link's member", async () => {
  const file = new Uint8Array([0xef, 0xbb, 0xbf, 0x6e, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xff]);
  const page = await upload({ file });
  expect(page.status).toBe(200);
  expect(imported).toHaveBeenCalledExactlyOnceWith("organization", "member", file);
  expect(page.text).toContain("New customers");
  expect(page.text).toContain("Every line was taken.");
});

test("pasted lines are taken, and every rejected one is shown with its reason", async () => {
  const rejected = [
    { line: 2, reason: "The name is missing." },
    { line: 9, reason: "<b>x</b> is no address." },
  ];
  imported.mockResolvedValue({ added: 1204, contacts: 0, unchanged: 0, rejected });
  const page = await upload({ pasted: "name\r\nIbáñez\r\n", lang: "es" });
  expect(new TextDecoder().decode(imported.mock.calls[0]?.[2])).toBe("name\r\nIbáñez");
  expect(page.text).toContain("Líneas rechazadas");
  for (const { reason } of rejected) expect(page.text).toContain(reason);
  expect(page.html).not.toContain("<b>x</b>");
});

test("nothing, or both at once, is refused and what was pasted stays", async () => {
  expect((await upload({})).status).toBe(422);
  const both = await upload({ file: "name\nA", pasted: "name\nB" });
  expect(both.status).toBe(422);
  expect(typed(both.html)).toContain("name");
  expect(imported).not.toHaveBeenCalled();
});

test("without a nonce of this page nothing is imported", async () => {
  const page = await upload({ pasted: "name\nA", nonce: "x" });
  expect(page.status).toBe(403);
  expect(typed(page.html)).toContain("A");
  expect(imported).not.toHaveBeenCalled();
});

test("more than 5 MB is refused in words", async () => {
  for (const size of [5 * 1024 * 1024 + 1, 6 * 1024 * 1024]) {
    const page = await upload({ file: new Uint8Array(size) });
    expect(page.status).toBe(413);
    expect(alerts(page.html)[0]).toContain("larger than 5 MB");
  }
  expect(imported).not.toHaveBeenCalled();
});

test("another content type, or a torn form, is refused", async () => {
  const path = `/upload/${token}`;
  const json = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
  expect((await open(site, path, json)).status).toBe(415);
  const torn = {
    method: "POST",
    body: "--x\r\nnope",
    headers: { "content-type": "multipart/form-data; boundary=x" },
  };
  expect((await open(site, path, torn)).status).toBe(400);
});

test("an unknown link is 404, an expired one 410, and neither reads a list", async () => {
  const expired = site.uploadLink("expired");
  for (const [link, status] of [
    [expired, 410],
    ["A".repeat(43), 404],
    ["nope", 404],
    ["%E0%A4%A", 404],
  ] as const) {
    expect((await open(site, `/upload/${link}`)).status).toBe(status);
    expect((await open(site, `/upload/${link}`, { method: "POST", body: new FormData() })).status).toBe(
      status,
    );
  }
});

test("an answer link opens no upload page", async () => {
  expect((await open(site, `/upload/${tokenFor(secret, "answer", "upload-0").token}`)).status).toBe(404);
});

test("a list that cannot be read is refused with where and why", async () => {
  imported.mockRejectedValue(new FileFault("not_utf8", { line: "3" }));
  const page = await upload({ pasted: "name\nA" });
  expect(page.status).toBe(422);
  expect(alerts(page.html)[0]).toContain("Line 3 is not UTF-8");
});

test("when importing fails the list stays on the page", async () => {
  imported.mockRejectedValue(new Error("the database is down"));
  const page = await upload({ pasted: "name\nA" });
  expect(page.status).toBe(503);
  expect(page.headers.get("retry-after")).toBe("30");
  expect(typed(page.html)).toContain("A");
  expect(site.logged.join()).not.toContain(token);
});
