import type { Context, Store } from "../context.js";
import { addressKey } from "../suppression/address-key.js";
import { type Account, applyContactRules, type SkipReason } from "./contact-rules.js";
import { sendingMoment, soonMoment } from "./sending-time.js";
import type { AudienceMember, SurveyRow, WaveRow, WaveShare } from "./store.js";

/** Of a page of an audience: who is asked and who is not, and why. */
export type Planned = {
  invited: AudienceMember[];
  skipped: { contactId: string; reason: SkipReason; segment: string | null }[];
};

/** What a planning goes by: the survey with the method that the wave uses, its part of the audience, and the moment. */
export type Planning = {
  survey: Pick<SurveyRow, "id" | "instrument" | "method">;
  share: WaveShare;
  at: Date;
};

/** Reads the next page of an audience and sifts it by the contact rules; undefined where there is no more. */
export async function planPage(
  store: Store,
  ctx: Context,
  { survey, share, at }: Planning,
  page: { afterId: string | undefined; limit: number },
  known: ReadonlyMap<string, Account> = new Map(),
): Promise<(Planned & { lastId: string; accounts: Map<string, Account> }) | undefined> {
  const { id, instrument, method } = survey;
  const members = await store.surveys.audiencePage(
    { id, instrument, audience: method.audience },
    share,
    at,
    page,
  );
  const last = members.at(-1);
  if (!last) return undefined;
  const keys = members.map(({ email }) => addressKey(ctx.secret, email));
  const suppressed = await store.suppressions.among(keys, ctx.now());
  const accounts = new Map(known);
  for (const { customerId, accountContacts, accountAskedThisWeek } of members) {
    if (accounts.has(customerId)) continue;
    accounts.set(customerId, { contacts: accountContacts, askedThisWeek: accountAskedThisWeek });
  }
  const candidates = members.map((member, index) => {
    const reason = suppressed.get(keys[index]?.toString("hex") ?? "");
    return { ...member, suppressed: reason ? skipFor[reason] : null };
  });
  const sifted = applyContactRules(candidates, accounts, method.rules, at);
  const byId = new Map(members.map((member) => [member.contactId, member]));
  return {
    invited: sifted.invited.flatMap((contactId) => byId.get(contactId) ?? []),
    skipped: sifted.skipped.map((skip) => ({ ...skip, segment: byId.get(skip.contactId)?.segment ?? null })),
    lastId: last.contactId,
    accounts: sifted.accounts,
  };
}

const skipFor = { opted_out: "opted_out", hard_bounce: "bounced", soft_bounce: "mail_paused" } as const;

/** When a contact of a wave is written to: at once, at the stated local time, or in the window, always in their own zone. */
export function dueFor(
  wave: Pick<WaveRow, "id" | "now" | "opensAt">,
  { method }: Pick<SurveyRow, "method">,
  { contactId, zone, country }: Pick<AudienceMember, "contactId" | "zone" | "country">,
  organization: { zone: string; country: string | null },
  now: Date,
): Date {
  if (wave.now) return now;
  const own = { zone: zone ?? organization.zone, country: country ?? organization.country };
  if (method.cadence.kind === "interaction") return soonMoment(now, { ...own, jitterSeed: contactId });
  const exact = method.cadence.kind === "once" ? method.cadence.sendAt : undefined;
  const from = wave.opensAt > now ? wave.opensAt : now;
  return sendingMoment({
    from,
    window: method.window,
    ...own,
    jitterSeed: `${wave.id}:${contactId}`,
    exact,
  }).at;
}
