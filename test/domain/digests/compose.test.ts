import { expect, test } from "vitest";
import { answerAnnouncement } from "../../../src/domain/announcements/answer-announcement.js";
import { commands } from "../../../src/domain/commands.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { composeDigest } from "../../../src/domain/digests/compose-digest.js";
import { captureNeed } from "../../../src/domain/needs/capture-need.js";
import type { Instrument } from "../../../src/domain/satisfaction/instruments.js";
import { createSurvey } from "../../../src/domain/surveys/create-survey.js";
import { lastQuarter } from "../../../src/domain/time.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();
const closed = lastQuarter(new Date("2026-03-02T09:00:00Z"), "Europe/Madrid");
const NOW = new Date(closed.to.getTime() - 86_400_000);
const BEFORE = new Date(closed.from.getTime() - 86_400_000);
const OPEN_WEEK = new Date(closed.to.getTime() + 3_600_000);

async function company() {
  const organization = await testOrganization(database);
  const boss = organization.as(await organization.member("manager"));
  const { surveys } = organization.service.store;
  const { id: customerId } = await addCustomer(boss, commands.customerAdd.parse({ name: "Acme" }));
  return {
    ...organization,
    boss,
    digest: (name?: string) => composeDigest(organization.service, closed, name),
    /** A pulse that answers can be given to: as many of each score as are listed, at one time. */
    async pulse(name: string, instrument: Instrument = "nps") {
      const { id } = await createSurvey(boss, commands.pulseNew.parse({ name, instrument, subject: "us" }));
      const answer = (answeredAt: Date, counts: Record<number, number>) =>
        surveys.importResponses(
          id,
          `${instrument}-1`,
          Object.entries(counts).flatMap(([score, count]) =>
            Array.from({ length: count }, () => ({
              id: crypto.randomUUID(),
              importKey: crypto.randomUUID(),
              customerId,
              score: Number(score),
              answeredAt,
            })),
          ),
        );
      /** Invites that many people, of whom some bounce and some answer 9. */
      const invite = async (
        sentAt: Date,
        sent: number,
        bounced: number,
        answered: number,
        answeredAt = sentAt,
      ) => {
        const waveId = crypto.randomUUID();
        await surveys.addWave({
          id: waveId,
          surveyId: id,
          number: Math.floor(Math.random() * 1e9),
          version: 1,
          opensAt: sentAt,
        });
        for (let n = 0; n < sent; n += 1) {
          const contactId = crypto.randomUUID();
          await organization.service.store.customers.addContact({
            id: contactId,
            customerId,
            email: `${contactId}@acme.example`,
          });
          const invitationId = crypto.randomUUID();
          const tokenHash = Buffer.from(invitationId.replaceAll("-", "").repeat(2), "hex");
          await surveys.addInvitations(waveId, [
            {
              id: invitationId,
              contactId,
              customerId,
              tokenHash,
              dueAt: sentAt,
              expiresAt: answeredAt,
              sentAt,
            },
          ]);
          if (n < bounced)
            await database.prisma.invitation.updateMany({
              where: { id: invitationId },
              data: { bouncedAt: sentAt },
            });
          else if (n < bounced + answered) {
            await surveys.importResponses(id, `${instrument}-1`, [
              {
                id: crypto.randomUUID(),
                importKey: invitationId,
                invitationId,
                customerId,
                score: 5,
                answeredAt,
              },
            ]);
          }
        }
      };
      return { answer, invite };
    },
  };
}

test("without answers and invitations a pulse is not in the digest", async () => {
  const { pulse, digest } = await company();
  await pulse("NPS");
  expect(await digest()).toMatchObject({
    from: "2025-12-01",
    to: "2026-03-01",
    surveys: [],
    topNeeds: [],
    owing: [],
  });
});

test.each([
  [4, "hidden", undefined],
  [5, "few", 100],
  [29, "few", 100],
  [30, "full", 100],
])("of %i answers the score is %s", async (n, gate, score) => {
  const { pulse, digest } = await company();
  await (await pulse("NPS")).answer(NOW, { 10: n });
  const [shown] = (await digest()).surveys;
  expect(shown?.figures).toMatchObject({ gate, n });
  expect(shown?.figures && "score" in shown.figures ? shown.figures.score : undefined).toBe(score);
});

test("a first quarter has nothing to be compared with", async () => {
  const { pulse, digest } = await company();
  await (await pulse("NPS")).answer(NOW, { 10: 40 });
  expect((await digest()).surveys[0]?.verdict).toEqual({ kind: "no_previous" });
});

test("two quarters are compared only when both have thirty answers", async () => {
  const { pulse, digest } = await company();
  const { answer } = await pulse("NPS");
  await answer(NOW, { 10: 100 });
  await answer(BEFORE, { 0: 29 });
  expect((await digest()).surveys[0]?.verdict).toEqual({ kind: "too_few", n: 100, previous: 29 });
  await answer(BEFORE, { 0: 1 });
  expect((await digest()).surveys[0]?.verdict).toMatchObject({ kind: "signal", direction: "up" });
});

test("a fall that chance does not explain is a signal, a small one is none", async () => {
  const { pulse, digest } = await company();
  const [falling, steady] = [await pulse("Falling"), await pulse("Steady", "csat")];
  await falling.answer(BEFORE, { 10: 60, 7: 30, 3: 10 });
  await falling.answer(NOW, { 10: 30, 7: 30, 3: 40 });
  await steady.answer(BEFORE, { 5: 50, 2: 50 });
  await steady.answer(NOW, { 5: 48, 2: 52 });
  const verdicts = Object.fromEntries(
    (await digest()).surveys.map(({ survey, verdict }) => [survey, verdict]),
  );
  expect(verdicts.Falling).toMatchObject({ kind: "signal", direction: "down", difference: -60 });
  expect(verdicts.Steady).toMatchObject({ kind: "no_signal" });
});

test("asked for one pulse, the digest judges it together with the others all the same", async () => {
  const { pulse, digest } = await company();
  for (const name of ["One", "Two"]) {
    const { answer } = await pulse(name);
    await answer(BEFORE, { 10: 50, 0: 50 });
    await answer(NOW, { 10: 60, 0: 40 });
  }
  const all = await digest();
  const [one] = (await digest("One")).surveys;
  expect(one).toEqual(all.surveys.find(({ survey }) => survey === "One"));
});

test("an answer on the edge of the week belongs to the week that begins", async () => {
  const { pulse, digest } = await company();
  const { answer } = await pulse("NPS");
  await answer(closed.from, { 10: 5 });
  await answer(new Date(closed.from.getTime() - 1), { 0: 5 });
  await answer(new Date(closed.to.getTime() - 1), { 10: 5 });
  await answer(closed.to, { 0: 5 });
  expect((await digest()).surveys[0]?.figures).toMatchObject({ n: 10, score: 100 });
});

test("a closed period's figures and verdict do not change when answers arrive in the open week", async () => {
  const { pulse, digest } = await company();
  const { answer } = await pulse("NPS");
  await answer(BEFORE, { 10: 40, 0: 20 });
  await answer(NOW, { 10: 20, 0: 20 });
  const before = await digest();
  await answer(OPEN_WEEK, { 0: 500 });
  expect(await digest()).toEqual(before);
});

test("the response rate leaves bounces out and counts late answers to the period's invitations as “so far”", async () => {
  const { pulse, digest } = await company();
  const { invite } = await pulse("CSAT", "csat");
  await invite(NOW, 10, 2, 3);
  await invite(NOW, 2, 0, 1, OPEN_WEEK);
  await invite(OPEN_WEEK, 5, 0, 5);
  expect((await digest()).surveys[0]?.response).toEqual({ rate: 0.4, answered: 4, asked: 10 });
  expect((await digest()).surveys[0]?.figures).toMatchObject({ n: 3 });
});

test("answers that came without an invitation have no response rate", async () => {
  const { pulse, digest } = await company();
  await (await pulse("NPS")).answer(NOW, { 10: 5 });
  expect((await digest()).surveys[0]?.response).toBeNull();
});

test("the needs of most customers come first, with who has not answered", async () => {
  const { boss, digest, channel, service } = await company();
  await channel("product", { team: "Product" });
  await addCustomer(boss, commands.customerAdd.parse({ name: "Bolt" }));
  const record = (words: string, more: object = {}) =>
    captureNeed(boss, commands.needAdd.parse({ customer: "Acme", words, ...more }));
  const [one, shared, praise] = [
    await record("one"),
    await record("shared"),
    await record("thanks", { kind: "praise" }),
  ];
  const bolt = (await service.store.customers.byKey("bolt"))!;
  await service.store.needs.addVoice({
    id: crypto.randomUUID(),
    needId: shared.id,
    customerId: bolt.id,
    recordedById: (boss.actor as { memberId: string }).memberId,
    words: "me too",
  });
  const [announcement] = await service.store.announcements.ofNeed(one.id);
  await answerAnnouncement(boss, { announcementId: announcement!.id, answer: "understood" });
  const { topNeeds, owing } = await digest();
  expect(topNeeds.map(({ number, customers, coverage }) => [number, customers, coverage])).toEqual([
    [shared.number, 2, { acknowledged: 0, asked: 1 }],
    [one.number, 1, { acknowledged: 1, asked: 1 }],
  ]);
  expect(owing).toMatchObject([{ team: "Product", needs: [shared.number, praise.number] }]);
});
