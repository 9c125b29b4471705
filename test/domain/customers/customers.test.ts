import { expect, test } from "vitest";
import { commands } from "../../../src/domain/commands.js";
import type { Context } from "../../../src/domain/context.js";
import { addCustomer } from "../../../src/domain/customers/add-customer.js";
import { findCustomer } from "../../../src/domain/customers/find-customer.js";
import { openUpload } from "../../../src/domain/customers/open-upload.js";
import { hashOfToken } from "../../../src/domain/tokens.js";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";

const { database } = await testDatabase();

async function company() {
  const organization = await testOrganization(database);
  const ann = await organization.member("member", { name: "Ann" });
  return { ...organization, ann, ctx: organization.as(ann) };
}

const add = (ctx: Context, input: object) => addCustomer(ctx, commands.customerAdd.parse(input));

test("whoever adds a customer owns it, unless another does", async () => {
  const { ctx, member } = await company();
  expect(await add(ctx, { name: "Acme" })).toMatchObject({ name: "Acme", kind: "direct", owner: "Ann" });
  const bob = await member("member", { name: "Bob" });
  expect(await add(ctx, { name: "Bolt", owner: bob.memberId, kind: "indirect" })).toMatchObject({
    owner: "Bob",
    kind: "indirect",
  });
});

test("a member of another organization owns nothing here", async () => {
  const [{ ctx, service }, other] = [await company(), await company()];
  await expect(add(ctx, { name: "Acme", owner: other.ann.memberId })).rejects.toMatchObject({
    code: "member_not_found",
  });
  expect((await service.store.customers.search("", 5, 0)).total).toBe(0);
});

test("a customer of that name, or a contact of that address, is refused and leaves nothing behind", async () => {
  const { ctx, service } = await company();
  await add(ctx, { name: "Acme", email: "Ann@Acme.example" });
  await expect(add(ctx, { name: "ÁCME" })).rejects.toMatchObject({ code: "customer_exists" });
  await expect(add(ctx, { name: "Bolt", email: "ann@acme.EXAMPLE" })).rejects.toMatchObject({
    code: "contact_exists",
  });
  expect(
    (await service.store.customers.search("", 5, 0)).customers.map(({ name, contacts }) => [name, contacts]),
  ).toEqual([["Acme", 1]]);
});

test.each(["%", "_", "\\", "A_me"])("a search for %s takes it as it is written", async (text) => {
  const { ctx, service } = await company();
  for (const name of ["Acme", `Odd ${text} name`]) await add(ctx, { name });
  expect((await service.store.customers.search(text, 5, 0)).customers.map(({ name }) => name)).toEqual([
    `Odd ${text} name`,
  ]);
});

test("a name that is not known is answered with one that contains it", async () => {
  const { ctx } = await company();
  await add(ctx, { name: "Acme Foods" });
  await expect(findCustomer(ctx.store, "acme")).rejects.toMatchObject({
    code: "customer_not_found",
    params: { name: "acme", near: "Acme Foods" },
  });
  await expect(findCustomer(ctx.store, "zzz")).rejects.toMatchObject({ params: { name: "zzz" } });
});

test("an upload link is a manager's own, for a day", async () => {
  const { as, member, ctx, directory, clock, organizationId } = await company();
  const boss = await member("manager");
  const { url, expiresAt } = await openUpload(as(boss));
  const hash = hashOfToken(url.split("/").at(-1)!)!;
  expect(await directory.uploadLink(hash, clock.now)).toEqual({
    organizationId,
    memberId: boss.memberId,
    purpose: "customers",
    surveyId: null,
  });
  expect(await directory.uploadLink(hash, new Date(clock.now.getTime() + 86_400_000))).toBe("expired");
  expect(expiresAt.getTime() - clock.now.getTime()).toBe(86_400_000);
  await expect(openUpload(ctx)).rejects.toMatchObject({ code: "not_allowed" });
});
