import { z } from "zod";
import { customerKinds } from "../customers/store.js";
import { interactionKinds } from "../interactions/store.js";
import { definitionOf, type Instrument } from "../satisfaction/instruments.js";
import { typedText } from "../text.js";
import { defaultRules } from "./contact-rules.js";
import { defaultWindow } from "./sending-time.js";

const id = z.uuid();
const line = (max: number) => typedText.pipe(z.string().trim().min(1).max(max));

export const modes = ["confidential", "anonymous"] as const;
export type Mode = (typeof modes)[number];

const questionKinds = ["open", "choice", "rating"] as const;

/** A follow-up question of the organization's own; it is asked as it is written, in every language. */
const question = z.object({
  id: z.string().regex(/^q[1-3]$/),
  kind: z.enum(questionKinds),
  text: line(300),
  options: z.array(line(100)).max(10).default([]),
});
export type OwnQuestion = z.output<typeof question>;

/** Whom a survey asks; what is left out does not narrow. */
export const audience = z.object({
  kind: z.enum(customerKinds).optional(),
  segment: z.string().optional(),
  tag: z.string().optional(),
  ownerId: id.optional(),
  country: z.string().optional(),
  /** Only customers with a logged interaction in the last so many days. */
  seenWithinDays: z.number().int().min(1).max(3_650).optional(),
  /** Only the contacts of an uploaded list. */
  listed: z.boolean().optional(),
});
export type Audience = z.output<typeof audience>;

export const cadenceKinds = ["once", "weekly", "interaction", "after"] as const;

/** When a survey asks: once, every week a thirteenth, some time after an interaction, or some time after another survey. */
const cadence = z.discriminatedUnion("kind", [
  /** `sendAt` is a local date and time (ISO, no offset), read in each recipient's own zone. */
  z.object({ kind: z.literal("once"), sendAt: z.string().optional() }),
  z.object({ kind: z.literal("weekly") }),
  z.object({
    kind: z.literal("interaction"),
    interaction: z.enum(interactionKinds),
    hours: z.number().int().min(0).max(2_160),
  }),
  z.object({ kind: z.literal("after"), surveyId: id, days: z.number().int().min(1).max(730) }),
]);
export type Cadence = z.output<typeof cadence>;

/** House rules of contact, see surveys.md: days since any survey, since the same instrument, share of an account a week. */
const rules = z.object({
  anyDays: z.number().int().min(0).max(730),
  sameDays: z.number().int().min(0).max(730),
  weeklyShare: z.number().min(0.01).max(1),
});

const window = z.object({
  weekdays: z.array(z.number().int().min(1).max(5)).min(1).max(5),
  minuteOfDay: z.number().int().min(540).max(1_020),
  jitterMinutes: z.number().int().min(0).max(120),
});

/** How a survey is carried out: everything an auditor asks about the method. A change of any of it is a new version. */
export const method = z.object({
  instrumentVersion: z.string(),
  subject: line(100),
  purpose: typedText.pipe(z.string().trim().max(500)).default(""),
  mode: z.enum(modes).default("confidential"),
  trust: z.boolean().default(false),
  questions: z.array(question).max(3).default([]),
  audience: audience.default({}),
  cadence: cadence.default({ kind: "once" }),
  rules: rules.optional(),
  window: window.default(defaultWindow),
  reminders: z.number().int().min(0).max(2).default(1),
  reminderDays: z.number().int().min(1).max(10).default(3),
  expiryDays: z.number().int().min(1).max(90).default(14),
});
export type Method = Omit<z.output<typeof method>, "rules"> & { rules: z.output<typeof rules> };

/** A method of what is stated or stored, the rest being house rules. */
export function methodOf(instrument: Instrument, stated: object): Method {
  const { rules: own, ...rest } = method.parse({
    instrumentVersion: definitionOf[instrument].version,
    ...stated,
  });
  return { ...rest, rules: own ?? defaultRules[instrument] };
}
