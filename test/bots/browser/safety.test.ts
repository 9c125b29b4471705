import { afterEach, describe, expect, test } from "vitest";
import { formOf, visitor } from "./client.js";
import { serve } from "./serve.js";

type Served = Awaited<ReturnType<typeof serve>>;
let served: Served | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});
async function open(options: Parameters<typeof serve>[0] = {}): Promise<Served> {
  served = await serve(options);
  return served;
}

describe("who may open the workspace without an access secret", () => {
  test.each(["localhost", "LOCALHOST:3000", "127.0.0.1:80", "[::1]:3000", "[::1]"])(
    "%s may",
    async (host) => {
      const { port } = await open();
      expect((await visitor(port, { host }).send("/workspace")).status).toBe(200);
    },
  );

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.2",
    "0.0.0.0:3000",
    "a@localhost",
  ])("%s may not", async (host) => {
    const { port } = await open();
    const refused = await visitor(port, { host }).send("/workspace");
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("LOCAL_CHAT_SECRET");
    expect(refused.text).not.toContain("<form");
  });

  test.each(["x-forwarded-for", "x-forwarded-host", "forwarded", "via"])(
    "nobody through a proxy may (%s)",
    async (header) => {
      const { port } = await open();
      expect((await visitor(port, { [header]: "127.0.0.1" }).send("/workspace")).status).toBe(403);
    },
  );

  test("live updates are refused as well, and other pages of the service are not", async () => {
    const { port } = await open();
    const stranger = visitor(port, { host: "evil.example" });
    expect((await stranger.send("/workspace/live")).status).toBe(403);
    expect((await stranger.send("/elsewhere")).text).toBe("elsewhere");
  });

  test("the refusal speaks the visitor's language", async () => {
    const { port } = await open();
    const refused = await visitor(port, { host: "evil.example", "accept-language": "fr, es-MX;q=0.8" }).send(
      "/workspace",
    );
    expect(refused.text).toContain("Desde aquí no");
    expect(refused.text).toContain('<html lang="es-419">');
  });
});

describe("what another site causes", () => {
  async function startForm(port: number) {
    const visit = visitor(port);
    const page = await visit.get("/workspace");
    return { visit, ...formOf(page.text, "Load the example organization") };
  }
  const example = () => {
    const started: string[] = [];
    const start = { empty: async () => {}, example: async (locale: string) => void started.push(locale) };
    return { started, start };
  };

  test("is refused without the visitor's token, and nothing is done", async () => {
    const { started, start } = example();
    const { port } = await open({ start });
    const { visit, action, fields } = await startForm(port);
    expect((await visit.post(action, {})).status).toBe(403);
    expect((await visit.post(action, { token: `${fields.token}x` })).status).toBe(403);
    expect((await visit.send(action, { method: "POST" })).status).toBe(403);
    const other = await startForm(port);
    expect((await visit.post(action, { token: other.fields.token ?? "" })).status).toBe(403);
    expect(started).toEqual([]);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "not an origin" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("is refused even with the token: %o", async (headers) => {
    const { started, start } = example();
    const { port } = await open({ start });
    const { visit, action, fields } = await startForm(port);
    expect((await visit.post(action, fields, headers as Record<string, string>)).status).toBe(403);
    expect(started).toEqual([]);
  });

  test("is told apart from what our own page sends", async () => {
    const { started, start } = example();
    const { port } = await open({ start });
    const { visit, action, fields } = await startForm(port);
    for (const headers of [
      { origin: "null" },
      { origin: `http://localhost:${port}`, "sec-fetch-site": "same-origin" },
    ]) {
      expect((await visit.post(action, fields, headers as Record<string, string>)).status).toBe(303);
    }
    expect(started).toEqual(["en", "en"]);
  });

  test("cannot read our cookies, frame our pages or run in them", async () => {
    const { port } = await open();
    for (const path of ["/workspace", "/workspace/nowhere", "/"]) {
      const { headers } = await visitor(port).send(path);
      expect(headers["content-security-policy"]).toMatch(
        /^default-src 'none'; style-src 'self'; script-src 'self'; .*form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
    }
    const { headers } = await visitor(port).send("/workspace");
    expect(headers["set-cookie"]?.[0]).toMatch(
      /^enfoque_visit=[\w-]{43}; Path=\/workspace; HttpOnly; SameSite=Strict$/,
    );
  });
});

describe("an access secret", () => {
  const accessSecret = "open sesame ñ";

  test("is asked for from everywhere, and lets in who knows it", async () => {
    const { port } = await open({ accessSecret });
    const visit = visitor(port, { host: "chat.example", "x-forwarded-for": "10.1.2.3" });
    const login = await visit.get("/workspace/direct");
    expect(login.path).toBe("/workspace/login");
    const wrong = await visit.submit(login, "Secret", { secret: "open sesame" });
    expect(wrong.status).toBe(403);
    expect(wrong.text).toContain("That is not the secret.");
    expect(visit.cookies.has("enfoque_access")).toBe(false);
    const inside = await visit.submit(wrong, "Secret", { secret: accessSecret });
    expect(inside).toMatchObject({ status: 200, path: "/workspace" });
    expect(inside.text).toContain("Load the example organization");
  });

  test("guards every address of the workspace", async () => {
    const { port } = await open({ accessSecret });
    for (const path of [
      "/workspace",
      "/workspace/direct",
      "/workspace/live",
      "/workspace/mailbox",
      "/workspace/LOGIN/",
    ]) {
      const { status, headers } = await visitor(port).send(path);
      expect([path, status, headers.location]).toEqual([path, 303, "/workspace/login"]);
    }
  });

  test("that changed, or a cookie that was made up, lets nobody in", async () => {
    const secret = Buffer.alloc(32, 7);
    const before = await open({ accessSecret, secret });
    const visit = visitor(before.port);
    await visit.submit(await visit.get("/workspace/login"), "Secret", { secret: accessSecret });
    const value = visit.cookies.get("enfoque_access") ?? "";
    expect((await visit.send("/workspace")).status).toBe(200);
    const [until = "", proof = ""] = value.split(".");
    for (const madeUp of ["", "1.2", `${Number(until) + 1}.${proof}`, `1.${proof}`, `${until}.`]) {
      visit.cookies.set("enfoque_access", madeUp);
      expect((await visit.send("/workspace")).status).toBe(303);
    }
    await before.close();
    const after = await open({ accessSecret: "another", secret });
    const later = visitor(after.port);
    later.cookies.set("enfoque_access", value);
    expect((await later.send("/workspace")).status).toBe(303);
  });

  test("with trusted hosts opens under these names only", async () => {
    const { port } = await open({ accessSecret, trustedHosts: ["chat.example"] });
    const status = async (host: string) => (await visitor(port, { host }).send("/workspace")).status;
    expect([await status("chat.example"), await status("localhost"), await status("evil.example")]).toEqual([
      303, 303, 403,
    ]);
  });
});

test("style, script and icon are served to be kept, and nothing else of the disk", async () => {
  const { port } = await open();
  for (const name of [
    "pico-jade.css",
    "workspace.css",
    "side.css",
    "posts.css",
    "workspace.js",
    "icon.svg",
  ]) {
    const file = await visitor(port, { host: "anywhere.example" }).send(`/assets/${name}`);
    expect([name, file.status]).toEqual([name, 200]);
    expect(file.headers["cache-control"]).toContain("max-age");
    expect(file.headers["x-content-type-options"]).toBe("nosniff");
  }
  for (const name of ["..%2fpackage.json", "constructor", "survey.css.map", "%00"]) {
    expect((await visitor(port).send(`/assets/${name}`)).status).toBe(404);
  }
});

test("text that is too long is refused in words", async () => {
  const { port } = await open();
  const refused = await visitor(port).post("/workspace/start/empty", { name: "x".repeat(300_000) });
  expect(refused.status).toBe(413);
  expect(refused.text).toContain("That was too much text");
});
