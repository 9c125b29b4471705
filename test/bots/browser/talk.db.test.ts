import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Reply, Request } from "../../../src/bots/command.js";
import type { Form } from "../../../src/views/form.js";
import { noteCard } from "../../../src/views/note.js";
import { testDatabase } from "../../support/database.js";
import { formOf } from "./client.js";
import { done, newcomer, workspaceIn } from "./workspace.js";

const { database } = await testDatabase();
const here = workspaceIn(database);

const needForm = (request: Request): Form => {
  const input = (request.kind === "text" ? {} : request.input) as Record<string, string>;
  const problem = request.kind === "submit" ? { error: "Please fill this in." } : {};
  return {
    kind: "form",
    title: "Record a need",
    command: "needAdd",
    known: { announcementId: "7" },
    submit: "Record",
    fields: [
      {
        type: "text",
        name: "customer",
        label: "Customer",
        value: input.customer ?? "",
        ...(input.customer ? {} : problem),
      },
      {
        type: "multiline",
        name: "words",
        label: "Words",
        value: input.words ?? "",
        ...(input.words ? {} : problem),
      },
      {
        type: "multiselect",
        name: "themes",
        label: "Themes",
        optional: true,
        options: [
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ],
      },
    ],
  };
};

describe("in a channel", () => {
  test("a text is a post that everybody sees; no command is given", async () => {
    const { ana, sales, asked, port } = await here.open();
    const after = await ana.submit(await ana.get(sales), "Send", { text: "  Hello <b>all</b> & مرحبا 🥖  " });
    expect(after.path).toBe(sales);
    const ben = await newcomer(port, "Ben");
    const seen = await ben.get(sales);
    expect(seen.text).toContain("Hello &lt;b>all&lt;/b> &amp; مرحبا 🥖</p>");
    expect(seen.text).toContain('<strong dir="auto">Ana</strong>');
    expect(asked).toEqual([]);
  });

  test("a command's answer is for the eyes of who gave it", async () => {
    const { ana, sales, asked, port, store } = await here.open();
    const after = await ana.submit(await ana.get(sales), "Send", { text: "/need list" });
    expect(after.text).toContain("Only you see this");
    expect(after.text).toContain("/need list");
    const ben = await newcomer(port, "Ben");
    expect((await ben.get(sales)).text).toContain("This is the beginning of #sales");
    const [member] = await store.members.byName("Ana");
    expect(asked).toEqual([
      {
        caller: {
          platform: "browser",
          workspaceId: "local",
          person: { externalId: member?.id, name: "Ana", locale: "en", zone: "UTC" },
          place: { externalId: "sales", name: "sales" },
          actKey: expect.stringMatching(/^[\da-f-]{36}$/),
        },
        request: { kind: "text", text: "/need list" },
      },
    ]);
  });

  test("nothing typed, or text beyond measure, posts nothing", async () => {
    const { ana, sales } = await here.open();
    for (const text of ["", "   ", "x".repeat(4_001)])
      await ana.submit(await ana.get(sales), "Send", { text });
    expect((await ana.get(sales)).text).toContain("This is the beginning of #sales");
  });
});

test("in the direct conversation everything typed is a command, and both sides of it are kept", async () => {
  const { ana, asked, port } = await here.open(() => noteCard("Here is what I can do", "…"));
  const after = await ana.submit(await ana.get("/workspace/direct"), "Send", { text: "help" });
  expect(asked.map(({ request }) => request)).toEqual([{ kind: "text", text: "help" }]);
  expect(asked[0]?.caller).not.toHaveProperty("place");
  expect(after.text.indexOf(">help</p>")).toBeLessThan(after.text.indexOf("Here is what I can do"));
  expect(after.text).not.toContain("Only you see this");
  const ben = await newcomer(port, "Ben");
  expect((await ben.get("/workspace/direct")).text).not.toContain("Here is what I can do");
});

describe("a form", () => {
  test("is shown where it was asked for, and shown again with what was typed and what is wrong", async () => {
    const { ana, sales, asked } = await here.open((request) => needForm(request));
    const form = await ana.submit(await ana.get(sales), "Send", { text: "/need" });
    expect(form.status).toBe(200);
    const again = await ana.submit(form, "Record a need", {
      "field.customer": 'Café "Ñ" </textarea>',
      "field.themes": ["a", "b"],
    });
    expect(again.status).toBe(422);
    expect(formOf(again.text, "Record a need").fields).toMatchObject({
      "field.customer": 'Café "Ñ" </textarea>',
    });
    expect(again.text).toContain('<small id="field-words-problem" class="problem" role="alert">');
    expect(again.text).not.toContain("field-customer-problem");
    expect(asked[1]?.request).toEqual({
      kind: "submit",
      command: "needAdd",
      input: { announcementId: "7", customer: 'Café "Ñ" </textarea>', words: "", themes: ["a", "b"] },
    });
    expect(asked[1]?.caller.actKey).not.toBe(asked[0]?.caller.actKey);
  });

  test("once filled in leads back to its place with the answer", async () => {
    const { ana, sales, asked } = await here.open((request) =>
      request.kind === "submit" ? done(request) : needForm(request),
    );
    const form = await ana.submit(await ana.get(sales), "Send", { text: "/need" });
    const after = await ana.submit(form, "Record a need", {
      "field.customer": "Acme",
      "field.words": "a lift",
      "field.themes": "b",
    });
    expect(after.path).toBe(sales);
    expect(asked[1]?.request).toMatchObject({ input: { themes: ["b"] } });
    expect(after.text).not.toContain("Record a need");
  });

  test("whose page is loaded again by address leads to its place", async () => {
    const { ana, sales } = await here.open();
    for (const act of ["press", "submit", "say"]) expect((await ana.get(`${sales}/${act}`)).path).toBe(sales);
  });
});

describe("one act", () => {
  const card: Reply = {
    ...noteCard("Need", "…"),
    actions: [
      { label: "Understood", command: "needAnswer", input: { announcementId: "1", answer: "understood" } },
    ],
  };

  test("sent twice has one answer, and whoever decides is told it is the same act", async () => {
    const { ana, sales, asked } = await here.open((request) =>
      request.kind === "text" ? card : noteCard("Thanks", "noted"),
    );
    const page = await ana.submit(await ana.get(sales), "Send", { text: "/need show 1" });
    const { action, fields } = formOf(page.text, "Understood");
    await Promise.all([ana.post(action, fields), ana.post(action, fields)]);
    const presses = asked.filter(({ request }) => request.kind === "press");
    expect(presses.map(({ request }) => request)).toEqual(
      Array(2).fill({
        kind: "press",
        command: "needAnswer",
        input: { announcementId: "1", answer: "understood" },
      }),
    );
    expect(new Set(presses.map(({ caller }) => caller.actKey)).size).toBe(1);
    expect((await ana.get(sales)).text.match(/Thanks/g)).toHaveLength(1);
  });

  test("of writing is one post", async () => {
    const { ana, sales } = await here.open();
    const { action, fields } = formOf((await ana.get(sales)).text, "Send");
    for (let time = 0; time < 3; time++) await ana.post(action, { ...fields, text: "once" });
    expect((await ana.get(sales)).text.match(/>once</g)).toHaveLength(1);
  });

  test("that names itself badly, or carries what is not an object, harms nothing", async () => {
    const { ana, sales, asked } = await here.open();
    const { action, fields } = formOf((await ana.get(sales)).text, "Send");
    for (const act of ["", "1", `${randomUUID()}'`])
      expect((await ana.post(action, { ...fields, act, text: "x" })).status).toBe(400);
    for (const input of ["", "{", "[1]", "null", '"x"']) {
      await ana.post(`${sales}/press`, { ...fields, act: randomUUID(), command: "constructor", input });
    }
    expect(asked.map(({ request }) => request)).toEqual(
      Array(5).fill({ kind: "press", command: "constructor", input: {} }),
    );
  });
});

test("a failure keeps what was typed, and trying again is the same act", async () => {
  let isDown = true;
  const { ana, sales, asked, errors } = await here.open((request) => {
    if (isDown) throw new Error("the database is away");
    return done(request);
  });
  const failed = await ana.submit(await ana.get(sales), "Send", { text: "/need Acme: <lift>" });
  expect(failed.status).toBe(503);
  expect(failed.text).toContain("/need Acme: &lt;lift></blockquote>");
  expect(JSON.stringify(errors)).not.toContain("Acme");
  isDown = false;
  const after = await ana.submit(failed, "Try again");
  expect(after.path).toBe(sales);
  expect(asked[1]).toEqual(asked[0]);
});
