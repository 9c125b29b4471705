import { z } from "zod";
import { answers } from "./announcements/store.js";
import { customerKinds } from "./customers/store.js";
import { horizons, kinds } from "./needs/store.js";
import { instruments } from "./satisfaction/instruments.js";
import { typedText } from "./text.js";

const id = z.uuid();
const line = (max: number) => typedText.pipe(z.string().trim().min(1).max(max));
const optionalLine = (max: number) =>
  typedText
    .pipe(z.string().trim().max(max))
    .optional()
    .transform((text) => text || undefined);
const blank = (value: unknown) => (value === "" || value === null ? undefined : value);
const choice = <T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(blank, z.enum(values).optional());
const needNumber = z.coerce.number().int().positive().max(2_147_483_647);
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
  language: z.object({ locale: z.enum(["en", "es"]) }),
  role: z.object({ name: line(200), role: z.enum(["member", "manager", "admin"]) }),

  customerAdd: z.object({
    name: line(200),
    kind: choice(customerKinds).transform((kind) => kind ?? "direct"),
    segment: optionalLine(100),
    country: optionalLine(60),
    contactName: optionalLine(200),
    email: z.preprocess(blank, z.email().max(254).optional()),
    locale: choice(["en", "es"] as const),
    zone: z.preprocess(blank, zone.optional()),
    owner: z.preprocess(blank, id.optional()),
  }),
  customerList: z.object({ search: optionalLine(200), page }),
  customerShow: z.object({ name: line(200) }),
  customerUpload: z.object({}),

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
  needAnswer: z.object({ announcementId: id, answer: z.enum(answers) }),
  needAsk: z.object({ announcementId: id, text: line(2000) }),

  pulseNew: z.object({
    name: line(100),
    instrument: z.enum(instruments),
    subject: line(100),
    kind: choice(customerKinds),
    segment: optionalLine(100),
    sendAt: z.preprocess(blank, z.iso.datetime({ local: true }).or(z.iso.date()).optional()),
  }),
  pulseList: z.object({}),
  pulsePreview: z.object({ name: line(100) }),
  pulseLaunch: z.object({ name: line(100) }),
  pulseStatus: z.object({ name: line(100) }),
  pulseClose: z.object({ name: line(100) }),

  digestNow: z.object({}),
  digestOn: z.object({
    weekday: z.coerce.number().int().min(1).max(7),
    time: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/),
    zone: z.preprocess(blank, zone.optional()),
  }),
  digestOff: z.object({}),

  deliveryList: z.object({}),
  deliveryRetry: z.object({ deliveryId: id.optional() }),
};

export type CommandName = keyof typeof commands;
/** What a command's input looks like before it has been checked: as typed, clicked or filled in. */
export type CommandDraft<N extends CommandName> = z.input<(typeof commands)[N]>;
/** What a command receives once its input has been checked. */
export type CommandInput<N extends CommandName> = z.output<(typeof commands)[N]>;
