import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService, wordsOf } from "../support/service.js";

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

test("those who speak first at the same moment are all answered, in one organization with one admin", async () => {
  const { slack, teams, base } = service;
  slack.addChannel("C1", "sales");
  for (const id of ["U1", "U2"]) slack.addUser({ id, name: id });
  const { id: tomas } = teams.addUser({ name: "Tomás" });

  // Whoever begins the organization is held up until the others have looked for it in vain.
  const looks = countLooks(base.directory);
  const holding = new pg.Client({ connectionString: base.databaseUrl });
  await holding.connect();
  await holding.query(`BEGIN; LOCK TABLE "Organization" IN SHARE MODE`);
  for (const user of ["U1", "U2"])
    await slack.command({ command: "/enfoque", text: "help", user, channel: "C1" });
  const told = teams.message({ text: "help", from: tomas });
  await slack.waitFor(() => looks() >= 2 + 2 * 3);
  await holding.query("COMMIT");
  await holding.end();

  expect(await told).toMatchObject({ status: 200 });
  await slack.waitFor(() => slack.ephemerals.length === 2);
  const answers = [
    ...slack.ephemerals.map(({ blocks }) => wordsOf(blocks)),
    wordsOf(teams.activities[0]?.card),
  ];
  for (const answer of answers) expect(answer).toContain("Enfoque: what customers need");
  expect(await service.rows("Organization")).toHaveLength(1);
  expect((await service.rows<{ role: string }>("Member", "role")).map(({ role }) => role)).toEqual([
    "member",
    "member",
    "admin",
  ]);
});

/** Counts how often somebody looks which organizations there are. */
function countLooks(directory: TestService["base"]["directory"]): () => number {
  const { organizations } = directory;
  let looks = 0;
  directory.organizations = () => {
    looks += 1;
    return organizations();
  };
  return () => looks;
}
