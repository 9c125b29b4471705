import { expect, test } from "vitest";
import { importUploadedAudience } from "../../../src/cli/import-upload.js";
import { openAudienceUpload } from "../../../src/domain/customers/open-upload.js";
import { addressKey } from "../../../src/domain/suppression/address-key.js";
import { previewSurvey } from "../../../src/domain/surveys/preview-survey.js";
import { hashOfToken } from "../../../src/domain/tokens.js";
import { catalogue } from "../../../src/i18n/catalogue.js";
import { secret } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { pulseCompany } from "../../support/pulse.js";

const { database } = await testDatabase();
const { prisma } = database;
const en = catalogue("en");

async function company() {
  const organization = await pulseCompany(database, { Retail: 6 });
  const { id } = await organization.draft("NPS");
  const upload = (...lines: string[]) =>
    importUploadedAudience(organization.boss, id, new TextEncoder().encode(lines.join("\n")), en);
  return { ...organization, id, upload };
}

test("a pulse asks the contacts of the uploaded list, and every other line says why not", async () => {
  const { boss, upload, service, clock, where, id } = await company();
  const suppress = (email: string, reason: "opted_out" | "hard_bounce" | "soft_bounce") => {
    const until = reason === "soft_bounce" ? new Date(clock.now.getTime() + 86_400_000) : null;
    return service.store.suppressions.add({ addressKey: addressKey(secret, email), reason, until });
  };
  await suppress("p2@retail.example", "opted_out");
  await suppress("p3@retail.example", "hard_bounce");
  await suppress("p4@retail.example", "soft_bounce");
  const list = [
    "Correo;Nota",
    "P0@Retail.example;x",
    "p1@retail.example;",
    "p0@retail.example;again",
    "stranger@else.example;",
    "no address;",
    ";empty",
    "p2@retail.example;",
    "p3@retail.example;",
    "P4@retail.example;",
  ];
  expect(await upload(...list)).toEqual({
    listed: 2,
    rejected: [
      { line: 4, reason: "“p0@retail.example” is in line 2 already." },
      { line: 5, reason: "“stranger@else.example” is nobody's address here. Add the contact first." },
      { line: 6, reason: "“no address” is not an e-mail address." },
      { line: 7, reason: "The e-mail address is missing." },
      { line: 8, reason: "“p2@retail.example” does not want to be asked." },
      { line: 9, reason: "Mail to “p3@retail.example” comes back." },
      { line: 10, reason: "Mail to “p4@retail.example” has come back several times, so it is paused." },
    ],
  });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ contacts: 2, asked: 2, skipped: [] });
  // A list never lifts an objection.
  expect(await prisma.suppression.count({ where })).toBe(3);
  const audit = await prisma.audit.findMany({ where: { ...where, action: "survey.list_uploaded" } });
  expect(audit).toMatchObject([{ subjectId: id, after: { listed: 2, rejected: 7 } }]);
  expect(JSON.stringify(audit.map(({ after }) => after))).not.toContain("@");
});

test("a second list takes the place of the first, and one of which nothing is taken changes nothing", async () => {
  const { boss, upload } = await company();
  await upload("email", "p0@retail.example", "p1@retail.example");
  await upload("email", "p2@retail.example");
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ contacts: 1 });
  expect(await upload("email", "stranger@else.example")).toMatchObject({ listed: 0 });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ contacts: 1 });
});

test("without a column of addresses, or broken halfway, nothing is read", async () => {
  const { boss, upload } = await company();
  await expect(upload("name", "p0@retail.example")).rejects.toMatchObject({ reason: "columns_missing" });
  await expect(upload("email", "p0@retail.example", '"open')).rejects.toMatchObject({
    reason: "quote_not_closed",
  });
  expect(await previewSurvey(boss, { name: "NPS" })).toMatchObject({ contacts: 6 });
});

test("the link is a manager's, names the pulse, and is good for a day", async () => {
  const { boss, as, owner, id, directory, clock } = await company();
  const { url, expiresAt } = await openAudienceUpload(boss, { name: "nps" });
  expect(expiresAt.getTime() - clock.now.getTime()).toBe(86_400_000);
  const hash = hashOfToken(url.split("/").at(-1) ?? "");
  expect(hash && (await directory.uploadLink(hash, clock.now))).toMatchObject({
    purpose: "audience",
    surveyId: id,
    memberId: boss.actor.memberId,
  });
  await expect(openAudienceUpload(as(owner), { name: "NPS" })).rejects.toMatchObject({ code: "not_allowed" });
  await expect(openAudienceUpload(boss, { name: "Nothing" })).rejects.toMatchObject({
    code: "survey_not_found",
  });
});
