import { z } from "zod";
import { answers } from "./announcements/store.js";
import { localeTag } from "./customers/locale.js";
import { customerKinds } from "./customers/store.js";
import { interactionKinds } from "./interactions/store.js";
import { horizons, kinds } from "./needs/store.js";
import { lawfulBases } from "./organizations/store.js";
import { instruments } from "./satisfaction/instruments.js";
import { cadenceKinds, modes } from "./surveys/method.js";
import { typedText } from "./text.js";

const id = z.uuid();
const line = (max: number) => typedText.pipe(z.string().trim().min(1).max(max));
const optionalLine = (max: number) =>
  typedText
    .pipe(z.string().trim().max(max))
    .optional()
    .transform((text) => text || undefined);
const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
const yesNo = ["yes", "no"] as const;
const choice = <T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(blank, z.enum(values).optional());
const needNumber = z.coerce.number().int().positive().max(2_147_483_647);
/** A whole number that has to be given: nothing is not 0. */
const whole = (min: number, max: number) => z.preprocess(blank, z.coerce.number().int().min(min).max(max));
const page = z.coerce.number().int().min(1).max(10_000).default(1);

/** An IANA time zone that this machine knows. */
export const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
});

/** Everything a person can do in chat: the name of each command and what it needs to know. */
export const commands = {
  help: z.object({}),
  language: z.object({ locale: localeTag }),
  role: z.object({ name: line(200), role: z.enum(["member", "manager", "admin"]) }),

  customerAdd: z.object({
    name: line(200),
    kind: choice(customerKinds).transform((kind) => kind ?? "direct"),
    segment: optionalLine(100),
    country: optionalLine(60),
    contactName: optionalLine(200),
    email: z.preprocess(blank, z.email().max(254).optional()),
    locale: z.preprocess(blank, localeTag.optional()),
    zone: z.preprocess(blank, zone.optional()),
    owner: z.preprocess(blank, id.optional()),
  }),
  customerList: z.object({ search: optionalLine(200), page }),
  customerShow: z.object({ name: line(200) }),
  customerUpload: z.object({}),
  /** All tags at once, separated by commas; an empty text takes them away. */
  customerTag: z.object({
    name: line(200),
    tags: typedText
      .transform((text) => text.split(/[,;]/).map((tag) => tag.trim()))
      .pipe(z.array(z.string().max(40)))
      .transform((tags) => tags.filter(Boolean))
      .pipe(z.array(z.string()).max(20)),
  }),
  customerPause: z.object({ name: line(200) }),
  customerResume: z.object({ name: line(200) }),
  /** Which colleague or guest in chat a contact is, by name or id; "-" for nobody. */
  customerChat: z.object({
    email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
    member: line(200),
  }),
  interactionAdd: z.object({
    customer: line(200),
    kind: z.enum(interactionKinds),
    note: optionalLine(2000),
    email: z.preprocess(blank, z.email().max(254).optional()),
  }),
  /** The address is typed twice: what is erased cannot be brought back. */
  customerErase: z
    .object({ email: z.string().trim().toLowerCase().pipe(z.email().max(254)), again: line(254) })
    .refine(({ email, again }) => again.toLowerCase() === email, { path: ["again"] }),

  teamSet: z.object({ name: line(100), themes: z.array(typedText).default([]) }),
  teamList: z.object({}),

  needAdd: z.object({
    customer: line(200),
    words: line(4000),
    kind: choice(kinds).transform((kind) => kind ?? "need"),
    horizon: choice(horizons).transform((horizon) => horizon ?? "current"),
    themes: z.array(typedText).optional(),
  }),
  needList: z.object({ page }),
  needShow: z.object({ number: needNumber }),
  needFromResponse: z.object({ responseId: id, kind: z.enum(["need", "complaint"]) }),
  needFromIntake: z.object({ intakeId: id, kind: z.enum(kinds), customer: optionalLine(200) }),
  needFromReply: z.object({ inboundId: id, kind: z.enum(["need", "complaint"]) }),
  needAnswer: z.object({ announcementId: id, answer: z.enum(answers) }),
  needAsk: z.object({ announcementId: id, text: line(2000) }),

  pulseNew: z.object({
    name: line(100),
    instrument: z.enum(instruments),
    subject: line(100),
    purpose: optionalLine(500),
    mode: choice(modes).transform((mode) => mode ?? "confidential"),
    kind: choice(customerKinds),
    segment: optionalLine(100),
    sendAt: z.preprocess(blank, z.iso.datetime({ local: true }).or(z.iso.date()).optional()),
  }),
  pulseList: z.object({}),
  pulsePreview: z.object({ name: line(100) }),
  pulseLaunch: z.object({ name: line(100) }),
  pulseSendNow: z.object({ name: line(100) }),
  pulseStatus: z.object({ name: line(100) }),
  pulsePause: z.object({ name: line(100) }),
  pulseResume: z.object({ name: line(100) }),
  pulseClose: z.object({ name: line(100) }),
  pulseMethod: z.object({ name: line(100) }),
  pulseReport: z.object({
    name: line(100),
    wave: z.preprocess(blank, z.coerce.number().int().min(1).optional()),
  }),
  pulseAudience: z.object({
    name: line(100),
    kind: choice(customerKinds),
    segment: optionalLine(100),
    tag: optionalLine(40),
    owner: z.preprocess(blank, id.optional()),
    country: optionalLine(60),
    seenWithinDays: z.preprocess(blank, z.coerce.number().int().min(1).max(3_650).optional()),
    listed: z.enum(yesNo),
  }),
  pulseUpload: z.object({ name: line(100) }),
  pulseQuestions: z.object({
    name: line(100),
    trust: z.enum(yesNo),
    q1: optionalLine(1_000),
    q2: optionalLine(1_000),
    q3: optionalLine(1_000),
  }),
  pulseTiming: z.object({
    name: line(100),
    cadence: z.enum(cadenceKinds),
    sendAt: z.preprocess(blank, z.iso.datetime({ local: true }).or(z.iso.date()).optional()),
    interaction: choice(interactionKinds),
    hours: z.preprocess(blank, z.coerce.number().int().min(0).max(2_160).optional()),
    after: optionalLine(100),
    days: z.preprocess(blank, z.coerce.number().int().min(1).max(730).optional()),
  }),
  pulseRules: z.object({
    name: line(100),
    purpose: optionalLine(500),
    anyDays: whole(0, 730),
    sameDays: whole(0, 730),
    weeklyPercent: whole(1, 100),
    reminders: whole(0, 2),
    reminderDays: whole(1, 10),
    expiryDays: whole(1, 90),
  }),
  pulseHeld: z.object({}),
  responseRelease: z.object({ responseId: id }),
  answerScore: z.object({ invitationId: id, score: whole(0, 10) }),
  answerComment: z.object({
    receipt: line(40),
    comment: optionalLine(20_000),
    mayContact: choice(yesNo),
    trust: optionalLine(1),
    q1: optionalLine(20_000),
    q2: optionalLine(20_000),
    q3: optionalLine(20_000),
  }),

  digestNow: z.object({}),
  digestOn: z.object({
    weekday: z.coerce.number().int().min(1).max(7),
    time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/),
    zone: z.preprocess(blank, zone.optional()),
  }),
  digestOff: z.object({}),

  intakeList: z.object({ page }),
  intakeShow: z.object({ intakeId: id }),
  intakeClose: z.object({ intakeId: id }),

  organization: z.object({}),
  organizationChange: z.object({
    country: z.preprocess(
      blank,
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    ),
    color: z.preprocess(
      blank,
      z
        .string()
        .trim()
        .regex(/^#?[0-9a-f]{6}$/i)
        .transform((color) => `#${color.replace("#", "")}`)
        .optional(),
    ),
    privacyContact: optionalLine(300),
    lawfulBasis: z.enum(lawfulBases),
    replyTo: z.preprocess(blank, z.email().max(254).optional()),
  }),
  organizationLogo: z.object({}),

  deliveryList: z.object({}),
  deliveryRetry: z.object({ deliveryId: id.optional() }),
};

export type CommandName = keyof typeof commands;
/** What a command's input looks like before it has been checked: as typed, clicked or filled in. */
export type CommandDraft<N extends CommandName> = z.input<(typeof commands)[N]>;
/** What a command receives once its input has been checked. */
export type CommandInput<N extends CommandName> = z.output<(typeof commands)[N]>;
