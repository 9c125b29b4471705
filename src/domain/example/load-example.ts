import type { Context, Member, Store } from "../context.js";
import { nameKey } from "../customers/name-key.js";
import { customerKinds, type Locale, type NewContact, type NewCustomer } from "../customers/store.js";
import { tellChannel } from "../deliveries/tell.js";
import { recordNeed } from "../needs/capture-need.js";
import { type Random, seeded } from "../random.js";
import { startingThemes } from "../teams/themes.js";
import { lastQuarter, nextWeekly } from "../time.js";
import { customerNames, type ExampleContent, exampleContent } from "./content.js";
import { loadExampleAnswers } from "./load-answers.js";

const SEED = 20_260_101;
const CONTACTS = 3;
const MONDAY = 1;
const NINE = 9 * 60;

/** Fills an empty organization with an example: three teams, forty customers and half a year of answers. */
export async function loadExample(
  ctx: Context,
  { locale, zone }: { locale: Locale; zone: string },
): Promise<void> {
  const content = exampleContent(locale);
  const random = seeded(SEED);
  await ctx.store.transaction(async (tx) => {
    const { organizationId: id } = ctx;
    await tx.organization.create({ id, name: content.name, locale, zone, isExample: true });
    await tx.teams.addThemes(startingThemes.map((theme) => ({ id: ctx.newId(), ...theme })));
    await tx.audit.add(ctx.actor, "organization.created", id, { after: { isExample: true } });
    const people = await addPeople(tx, ctx, content, locale, zone);
    await addTeams(tx, ctx, content, zone);
    const customers = await addCustomers(tx, ctx, content, random, people, locale);
    await addNeeds(tx, ctx, content, people, customers);
    await loadExampleAnswers(tx, ctx, { content, random, customers, launchedById: people[1]?.memberId });
    await postFirstDigest(tx, ctx, content, zone);
  });
}

export type ExampleCustomer = { id: string; segment: string; contactIds: string[] };

/** So that the first channel one sees has something to show. */
async function postFirstDigest(
  tx: Store,
  ctx: Context,
  content: ExampleContent,
  zone: string,
): Promise<void> {
  const channels = await tx.members.channels("browser");
  const general = channels.find(({ name }) => name === content.channels[0]);
  const { from, to } = lastQuarter(ctx.now(), zone);
  const period = { from: from.toISOString(), to: to.toISOString() };
  if (general) await tellChannel(tx, ctx, general, "digest", period);
}

async function addPeople(
  tx: Store,
  ctx: Context,
  content: ExampleContent,
  locale: Locale,
  zone: string,
): Promise<Member[]> {
  const people: Member[] = [];
  for (const { name, role } of content.people) {
    const id = ctx.newId();
    await tx.members.add({ id, name, role, locale, zone });
    await tx.members.addIdentity(
      id,
      { platform: "browser", workspaceId: "local", externalId: id },
      ctx.newId(),
    );
    await tx.audit.add(ctx.actor, "member.joined", id, { after: { role, platform: "browser" } });
    people.push({ kind: "member", memberId: id, name, role, locale, zone });
  }
  return people;
}

async function addTeams(tx: Store, ctx: Context, content: ExampleContent, zone: string): Promise<void> {
  const themes = await tx.teams.themes();
  for (const name of content.channels) {
    const channel = await tx.members.channelAt(
      { platform: "browser", workspaceId: "local", externalId: name, name },
      ctx.newId(),
    );
    const team = content.teams.find((one) => one.channel === name);
    if (!team) {
      const nextAt = nextWeekly(ctx.now(), MONDAY, NINE, zone);
      await tx.digests.schedule({
        id: ctx.newId(),
        channelId: channel.id,
        weekday: MONDAY,
        minuteOfDay: NINE,
        zone,
        nextAt,
      });
      continue;
    }
    const id = ctx.newId();
    await tx.teams.set({ id, name: team.name, channelId: channel.id });
    await tx.teams.setThemes(
      id,
      themes.filter(({ key }) => team.themes.includes(key)).map((theme) => theme.id),
    );
  }
}

async function addCustomers(
  tx: Store,
  ctx: Context,
  content: ExampleContent,
  random: Random,
  people: Member[],
  locale: Locale,
): Promise<ExampleCustomer[]> {
  const rows: NewCustomer[] = customerNames.map((name, index) => ({
    id: ctx.newId(),
    name,
    nameKey: nameKey(name),
    kind: index % 10 === 9 ? (customerKinds[1 + (index % 2)] ?? "direct") : "direct",
    segment: random.pick(content.segments),
    ownerId: people[index % people.length]?.memberId,
  }));
  const contacts: NewContact[] = rows.flatMap(({ id, name }) =>
    Array.from({ length: CONTACTS }, (_, index) => {
      const domain = name.toLowerCase().replaceAll(" ", "-");
      return { id: ctx.newId(), customerId: id, email: `contact${index + 1}@${domain}.example`, locale };
    }),
  );
  await tx.customers.addAll(rows, contacts);
  return rows.map(({ id, segment = "" }) => ({
    id,
    segment,
    contactIds: contacts.filter(({ customerId }) => customerId === id).map((contact) => contact.id),
  }));
}

async function addNeeds(
  tx: Store,
  ctx: Context,
  content: ExampleContent,
  people: Member[],
  customers: ExampleCustomer[],
): Promise<void> {
  let next = 0;
  for (const [index, { words, kind, customers: asking }] of content.needs.entries()) {
    const author = people[index % people.length];
    const voices = customers.slice(next, next + asking);
    const [first, ...others] = voices;
    if (!author || !first) continue;
    next += asking;
    const horizon = index === content.needs.length - 1 ? "future" : "current";
    const need = await recordNeed(tx, ctx, author, { customerId: first.id, words, kind, horizon });
    for (const { id } of others) {
      await tx.needs.addVoice({
        id: ctx.newId(),
        needId: need.id,
        customerId: id,
        recordedById: author.memberId,
        words,
      });
    }
    const [announced] = await tx.announcements.ofNeed(need.id);
    // Every other one has been answered, so that the digest has both to show.
    if (announced && index % 2 === 0)
      await tx.announcements.answer(announced.id, "will_act", author.memberId, ctx.now());
  }
}
