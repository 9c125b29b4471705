import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserPerson, formText, joinBrowser, startOrganization } from "../support/browser-person.js";
import { startTestService, type TestService, wordsOf } from "../support/service.js";

/** Somebody on a platform; `channel` is where they talk, `told` the cards that all see there. */
type Speaker = { say(text: string): Promise<string>; told(): Promise<string[]> };
/** `speaker` adds somebody under a name, who is a member as everybody new; `twice` says one thing in one act, twice. */
type Platform = { speaker(name: string): Promise<Speaker>; twice(text: string): Promise<void> };

let service: TestService;
let ana: BrowserPerson;
let platforms: Record<string, Platform>;
beforeAll(async () => {
  service = await startTestService({ without: ["smtp"] });
  ana = await startOrganization(service, { name: "Miga & Co", person: "Ana" });
  platforms = { Slack: inSlack(), Teams: inTeams(), browser: await inBrowser() };
  await ana.say("customer add Acme");
});
afterAll(() => service?.close());

/** Somebody new on a platform with a role. */
async function person(name: string, role?: "manager"): Promise<Speaker> {
  const called = `${role ?? "member"}-${randomUUID().slice(0, 8)}`;
  const speaker = await platforms[name]!.speaker(called);
  expect(await speaker.say("help")).toContain("what customers need");
  if (role) await ana.say(`role ${called} ${role}`);
  return speaker;
}

describe.each(["Slack", "Teams", "browser"])("on %s", (name) => {
  test("help says what there is, to a manager more than to a member, and in the person's language", async () => {
    const member = await person(name);
    const manager = await person(name, "manager");
    expect(await member.say("help")).not.toContain("/pulse new");
    expect(await manager.say("help")).toContain("/pulse new");
    expect(await manager.say("idioma español")).toContain("español");
    expect(await manager.say("ayuda")).toContain("/pulse nuevo");
    expect(await manager.say("")).toContain("/pulse nuevo");
  });

  test("the words of commands are Spanish as well as English", async () => {
    const manager = await person(name, "manager");
    const team = `Equipo ${name}`;
    expect(await manager.say(`equipo poner ${team}: acceso, velocidad`)).toContain(
      "Access and security and Speed",
    );
    expect(await manager.say("EQUIPO LISTA")).toContain(`${team} (#`);
    expect(await manager.say("necesidad lista")).toMatch(/N-\d|No need/);
    expect(await manager.say("cliente ver acme")).toContain("Direct customer");
    expect(await manager.say("envios")).toContain("Every message has arrived");
    expect(await manager.say("resumen ahora")).toContain("Customer digest");
    expect(await manager.say("resumen cada miércoles 9:30")).toMatch(/next on Wed.*9:30|next on Wed.*09:30/);
    expect(await manager.say("resumen no")).toContain("No more digests");
  });

  test("a mistyped word is answered with the nearest one", async () => {
    const member = await person(name);
    expect(await member.say("custmer list")).toContain(
      "I do not know “custmer”. Did you mean “customer list”?",
    );
    expect(await member.say("need lst")).toContain("Did you mean “need list”?");
    expect(await member.say("need show N-999")).toContain("There is no need N-999");
    expect(await member.say("xyzzy")).toContain("Try “help”");
    expect(await member.say("need Akme: faster")).toContain("There is no customer “Akme”");
  });

  test("a member is refused what is a manager's, and nothing is written", async () => {
    const member = await person(name);
    await service.settled();
    const written = async () => {
      const { SeenKey: _, WorkspacePost: __, ...kept } = await service.recorded();
      return kept;
    };
    const before = await written();
    const managers = [
      "pulse list",
      "pulse new",
      "pulse new X",
      "pulse preview X",
      "pulse launch X",
      "pulse status X",
    ];
    const more = [
      "pulse close X",
      "team set",
      "team set X",
      "customer upload",
      "deliveries",
      "deliveries retry",
    ];
    const digests = ["digest", "digest on", "digest on monday 09:00", "digest off"];
    for (const text of [...managers, ...more, ...digests]) {
      expect([text, await member.say(text)]).toEqual([
        text,
        expect.stringContaining("That needs the role manager."),
      ]);
    }
    expect(await member.say("role Ana member")).toContain("That needs the role admin.");
    expect(await written()).toEqual(before);
  });

  test("what is sent twice is done once", async () => {
    const manager = await person(name, "manager");
    await manager.say(`team set Twice ${name}`);
    const words = `double from ${name}`;
    const needs = async () =>
      (await service.rows<{ summary: string }>("Need")).filter(({ summary }) => summary === words);
    await platforms[name]!.twice(`need Acme: ${words}`);
    await service.slack.waitFor(async () => (await needs()).length > 0);
    await service.settled();
    expect(await needs()).toHaveLength(1);
    expect((await manager.told()).filter((card) => card.includes(words))).toHaveLength(1);
  });

  test("whatever is typed is shown as it was typed", async () => {
    const manager = await person(name, "manager");
    await manager.say(`team set Typed ${name}`);
    for (const words of hostile) {
      const reply = await manager.say(`need Acme: ${words}`);
      const number = /N-\d+/.exec(reply)?.[0];
      await service.settled();
      const cards = (await manager.told()).filter((card) => card.includes(`${number} · `));
      expect(cards).toEqual([expect.stringContaining(`${number} · ${words}\n`)]);
      expect(await manager.say(`need show ${number}`)).toContain(`${number} · ${words}\n`);
    }
    for (const customer of [`<b>Peña</b> & Söhne ${name}`, `*Acme* _${name}_ <!channel>`]) {
      expect(await manager.say(`customer add ${customer}`)).toContain(`${customer} was added`);
      expect(await manager.say(`customer show ${customer}`)).toContain(customer);
    }
  });
});

const hostile = [
  `<script>alert("1 & 2")</script> it's &lt;not&gt; &amp; HTML`,
  "*bold* _it_ ~no~ `code` [link](https://evil.example) **x** <https://evil.example|y>",
  "<!channel> <@U1> @here @everyone :smile: <at>Ana</at>",
  "🙈 👩‍👩‍👧 ñandú 中文 שלום \u202emirror\u202c \u200fמימין",
  "# not a title {{DATE(2026-01-01)}} $HOME \\n a\\b |t|",
];

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Slack sends what was typed escaped; a text object of type plain_text or a rich text shows its text as it is. */
function inSlack(): Platform {
  const { slack } = service;
  slack.addChannel("C9", "everywhere");
  let people = 0;
  async function say(user: string, text: string) {
    const [told, asked] = [slack.ephemerals.length, slack.views.length];
    const answer = await slack.command({ command: "/enfoque", text: escaped(text), user, channel: "C9" });
    const shown = await slack.waitFor(() => slack.ephemerals[told] ?? slack.views[asked]);
    return { answer, words: wordsOf(shown.blocks) };
  }
  return {
    async speaker(name) {
      people += 1;
      const user = slack.addUser({ id: `U9${people}`, name }).id;
      return {
        say: async (text) => (await say(user, text)).words,
        told: async () =>
          slack.messages.filter(({ channel }) => channel === "C9").map(({ blocks }) => wordsOf(blocks)),
      };
    },
    async twice(text) {
      const { answer } = await say("U91", text);
      expect(await slack.replay(answer)).toMatchObject({ status: 401 });
    },
  };
}

/** Teams sends what was typed escaped, and shows a TextBlock's text as markdown: a backslash makes a sign a sign. */
function inTeams(): Platform {
  const { teams } = service;
  const channel = teams.addChannel("Everywhere");
  const read = (card: unknown) => wordsOf(card).replace(/\\(.)/g, "$1").replaceAll("\u00a0", " ");
  async function say(from: string, text: string, id?: string) {
    const before = teams.activities.length;
    await teams.message({ text: escaped(text), from, conversation: channel.id, ...(id ? { id } : {}) });
    // The answer is a reply in the thread of the question; what is told to all begins a thread.
    return read(teams.activities.slice(before).find(({ replyToId }) => replyToId !== "")?.card);
  }
  return {
    async speaker(name) {
      const { id } = teams.addUser({ name });
      channel.members.push(id);
      return {
        say: (text) => say(id, text),
        told: async () =>
          teams.activities
            .filter(({ conversation, replyToId }) => conversation === channel.id && replyToId === "")
            .map(({ card }) => read(card)),
      };
    },
    async twice(text) {
      const [from = ""] = channel.members;
      const id = String(Date.now());
      await say(from, text, id);
      await teams.message({ text, from, conversation: channel.id, id });
    },
  };
}

/** In the browser what a reader sees is the page's text. */
async function inBrowser(): Promise<Platform> {
  const place = await ana.channel("everywhere");
  const only = "Only you see this";
  return {
    async speaker(name) {
      const one = await joinBrowser(service, name);
      return {
        async say(text) {
          const page = await one.say(`/enfoque ${text}`.trim(), place);
          return formText(page) ?? (await one.lastAnswer(place)).text;
        },
        told: async () =>
          (await one.posts(place)).map(({ text }) => `${text}\n`).filter((text) => !text.includes(only)),
      };
    },
    async twice(text) {
      const form = await ana.messageForm(place);
      for (const _ of ["once", "again"])
        await ana.visit.post(form.action, { ...form.fields, text: `/${text}` });
    },
  };
}
