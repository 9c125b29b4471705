import { DateTime } from "luxon";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type BrowserPerson, filledIn, startOrganization, textIn } from "../support/browser-person.js";
import type { TeamsConversation, TeamsUser } from "../support/fake-teams.js";
import { startTestService, type TestService, wordsOf } from "../support/service.js";

const DAY_MS = 86_400_000;
const need = "N-1 · wants SSO before renewal";
const comment = "Todo va lento & <b>nadie</b> responde a *tiempo*… <!channel> 🙈";

// One journey per backend; each test goes on where the one before it ended.
describe.each(["postgresql", "redis"] as const)(
  "one need and one pulse, everywhere, with tasks in %s",
  (backend) => {
    const isMissing = backend === "redis" && inject("redisUrl") === null;

    describe.skipIf(isMissing)("from end to end", () => {
      let service: TestService;
      let ana: BrowserPerson;
      let support: string;
      let product: TeamsConversation;
      let tomas: TeamsUser;
      let surveyLink: string;
      let answerLink: string;

      beforeAll(async () => {
        service = await startTestService({ backend });
        const { slack, teams } = service;
        slack.addUser({ id: "U1", name: "Sara" });
        slack.addChannel("C1", "sales");
        tomas = teams.addUser({ name: "Tomás Ruiz" });
        product = teams.addChannel("Product");
        ana = await startOrganization(service, { name: "Miga & Co", person: "Ana" });
        support = await ana.channel("support");
        // Whoever is new is a member; Ana, who began the organization, is its admin.
        await slackSays("/enfoque", "help");
        await teamsSays("help");
        await ana.say("role sara manager");
        await ana.say("role Tomás Ruiz manager");
        await teamsSays("team set Product: access");
        await ana.say("/team set Support: access", support);
        expect(wordsOf(await slackSays("/team", "list"))).toContain("Product (#Product)");
        expect(await service.rows("Organization")).toMatchObject([{ name: "Miga & Co" }]);
      });
      afterAll(() => service?.close());

      /** Sara types a command in #sales; gives what only she sees. */
      async function slackSays(command: string, text: string) {
        const { slack } = service;
        const before = slack.ephemerals.length;
        expect(await slack.command({ command, text, user: "U1", channel: "C1" })).toMatchObject({
          status: 200,
        });
        return slack.waitFor(() => slack.ephemerals[before]?.blocks);
      }

      /** Tomás mentions the bot in his team's channel; gives the card of the answer. */
      async function teamsSays(text: string) {
        const { teams } = service;
        const answer = await teams.message({ text, from: tomas.id, conversation: product.id });
        expect(answer.status).toBe(200);
        return teams.waitFor(() => teams.lastActivity(product.id));
      }

      /** What the audit says of one kind of act, oldest first. */
      const audited = async (action: string) =>
        (await service.rows("Audit", "id")).filter((row) => row.action === action);

      /** What the cards with these words say in each channel: Slack's, Teams' and the browser's. */
      async function cards(words: string): Promise<string[][]> {
        const { slack, teams } = service;
        const inSlack = slack.messages
          .filter(({ channel }) => channel === "C1")
          .map(({ blocks }) => wordsOf(blocks));
        const inTeams = teams.activities.filter(({ conversation }) => conversation === product.id);
        const inBrowser = await ana.posts(support);
        const said = [inSlack, inTeams.map(({ card }) => wordsOf(card)), inBrowser.map(({ text }) => text)];
        return said.map((texts) => texts.filter((text) => text.includes(words)));
      }

      /** What the need's one card says in each place, and how often it was changed where it stands. */
      async function coverage() {
        await service.settled();
        const { slack, teams } = service;
        const said = await cards(need);
        expect(said.map(({ length }) => length)).toEqual([1, 1, 1]);
        const texts = said.map(([text = ""]) => text);
        const changed = [
          slack.calls.filter(({ method }) => method === "chat.update"),
          teams.calls.filter(({ method }) => method === "PUT"),
        ];
        return {
          texts,
          said: texts.map((text) => /\d of \d teams? ha\w+ acknowledged/.exec(text)?.[0]),
          updates: changed.map(({ length }) => length),
        };
      }

      test("a need typed in Slack is announced in Teams and the browser, and every card tells the coverage", async () => {
        const { slack, teams } = service;
        await slackSays("/customer", "add Globex, berta@globex.example");
        const forged = {
          command: "/need",
          text: "Globex: forged",
          user: "U1",
          channel: "C1",
          secret: "another",
        };
        expect(await slack.command(forged)).toMatchObject({ status: 401 });
        const reply = await slackSays("/need", "Globex: wants SSO before renewal");
        expect(wordsOf(reply)).toContain("N-1 recorded for Globex\nAnnounced to Product and Support.");
        const before = await coverage();
        const none = "0 of 2 teams have acknowledged";
        expect(before).toMatchObject({ said: [none, none, none], updates: [0, 0] });

        const card = teams.activities.find(({ summary }) => summary === need);
        const press = { on: card!, action: "Understood", from: tomas.id };
        expect(await teams.action({ ...press, token: "bad_signature" })).toMatchObject({ status: 401 });
        expect(await coverage()).toEqual(before);

        expect(await teams.action(press)).toMatchObject({
          status: 200,
          body: { value: "Done\nProduct on N-1: Understood." },
        });
        const one = "1 of 2 teams have acknowledged";
        const after = await coverage();
        expect(after).toMatchObject({ said: [one, one, one], updates: [1, 1] });
        const [inSlack, inTeams, inBrowser] = after.texts;
        expect(inSlack).toContain("Product: Understood (Tomás Ruiz)\nSupport: waiting");
        expect(inTeams).not.toContain("We will act");
        expect(inBrowser).toContain("We will act");

        const [member] = await service.rows("Member", "name = 'Tomás Ruiz' DESC");
        expect(await audited("announcement.answered")).toMatchObject([
          { actor: `member:${member?.id}`, after: { answer: "understood" } },
        ]);
      });

      test("a pulse made in Teams and launched in the browser is mailed, and opening its link twice writes nothing", async () => {
        const form = await teamsSays("pulse new Spring");
        await service.teams.action({
          on: form,
          action: "submit",
          from: tomas.id,
          inputs: { instrument: "nps", subject: "our deliveries" },
        });
        expect(wordsOf(service.teams.lastActivity(product.id)?.card)).toContain(
          "1 of 1 contact (1 customer)",
        );
        await ana.say("pulse send Spring");
        expect((await ana.lastPost()).text).toContain("It goes out now, outside the sending hours too.");
        const mail = await service.smtp.waitFor(() => service.smtp.messages[0]);
        expect(mail).toMatchObject({
          to: ["berta@globex.example"],
          fromHeader: '"Miga & Co" <enfoque@example.com>',
        });
        surveyLink = /https:\S+\/s\/[\w-]{43}/.exec(mail.text)?.[0] ?? "";
        await service.settled();

        const before = await service.recorded();
        expect([before.Response, before.Invitation]).toEqual([[], [expect.any(String)]]);
        for (const score of [9, 2]) {
          const page = await service.open(`${surveyLink}?s=${score}`);
          expect([page.status, textIn(await page.text())]).toEqual([
            200,
            expect.stringContaining(`“${score}”`),
          ]);
        }
        const openings = () => service.rows<{ openings: number }>("PageOpening");
        await service.slack.waitFor(async () => (await openings())[0]?.openings === 2);
        expect(await service.recorded()).toEqual(before);
      });

      test("the survey is answered in Spanish, and is one answer however often it is sent", async () => {
        const page = await service.open(`${surveyLink}?lang=es`);
        const html = await page.text();
        expect(html).toContain('<html lang="es">');
        expect(textIn(html)).toContain("¿");
        const answer = (score: string) => service.open(surveyLink, filledIn(html, { score }));
        service.clock.move(5_000);
        const answered = await answer("3");
        expect(answered.status).toBe(303);
        answerLink = `https://enfoque.example.com${answered.headers.get("location")}`;
        const recorded = await service.recorded();
        expect(await service.rows("Response")).toMatchObject([{ score: 3, locale: "es", comment: null }]);

        // The same again changes nothing; another score replaces it for a day, and stays one answer.
        expect(await answer("3")).toMatchObject({ status: 303 });
        expect(await service.recorded()).toEqual(recorded);
        expect(await answer("4")).toMatchObject({ status: 303 });
        service.clock.move(11_000);
        expect(await answer("3")).toMatchObject({ status: 303 });
        expect(await service.rows("Response")).toMatchObject([{ score: 3, heldFor: null }]);
      });

      test("a comment with a low score reaches the customer's owner, who records it as a complaint with one click", async () => {
        const thanks = await (await service.open(answerLink)).text();
        const more = `${answerLink.split("?")[0]}/more`;
        const sent = await service.open(more, filledIn(thanks, { comment, mayContact: "on" }));
        expect(sent.status).toBe(303);
        await service.settled();

        const { slack } = service;
        const told = slack.lastMessage("U1");
        expect(wordsOf(told)).toContain(`Globex gave 3 of 10\n${comment}`);
        for (const _ of ["click", "double click"])
          await slack.action({ message: told!, action: "Record as a complaint", user: "U1" });
        await slack.waitFor(() =>
          slack.ephemerals.some(({ blocks }) => wordsOf(blocks).includes("Recorded as N-2")),
        );
        await service.settled();
        expect(wordsOf(told?.blocks)).toContain("Recorded as N-2");
        expect(await service.rows("Need", "number")).toMatchObject([
          { number: 1, kind: "need" },
          { number: 2, kind: "complaint", summary: comment },
        ]);
        const [, inTeams, inBrowser] = await cards("N-2");
        expect([inTeams?.length, inBrowser]).toEqual([1, [expect.stringContaining(comment)]]);
      });

      test("the weekly digest, once its time has come, is posted to each of the three channels once", async () => {
        await slackSays("/digest", "on monday 00:00 America/New_York");
        await teamsSays("digest on monday 00:00");
        await ana.say("/digest on monday 00:00 Europe/Madrid", support);
        const title = "Customer digest: Miga & Co";
        const posted = async () => (await cards(title)).map(({ length }) => length);
        await service.tick();
        await service.settled();
        expect(await posted()).toEqual([0, 0, 0]);

        const sunday = DateTime.now().setZone("Europe/Madrid").endOf("week");
        service.clock.move(8 * DAY_MS);
        for (const _ of ["when it is due", "again"]) {
          await service.tick();
          await service.settled();
          expect(await posted()).toEqual([1, 1, 1]);
        }
        for (const words of (await cards(title)).flat()) {
          expect(words).toContain("1 of 1 (100%)");
          expect(words).toContain(`${need} (1 customer; 1 of 2 teams have acknowledged)`);
          expect(words).toMatch(/Support: N-1, N-2/);
          // The organization's weeks, from Monday to Sunday in Madrid, wherever the channel's people are.
          expect(words).toContain(` to ${sunday.setLocale("en").toLocaleString(DateTime.DATE_MED)}`);
        }
        const orderers = (await audited("digest.scheduled")).map(({ actor }) => actor);
        expect([orderers.length, new Set(orderers).size]).toEqual([3, 3]);
        // Only the two that came from elsewhere were turned away, and nothing failed.
        expect(service.logged.filter(({ level }) => Number(level) >= 40)).toMatchObject([
          { reason: "signed otherwise" },
          { msg: "Teams: a request was refused" },
        ]);
      });
    });
  },
);
