import { z } from "zod";
import type { Answer } from "./announcements/store.js";
import type { IntakeContent } from "./intake/store.js";
import type { Horizon, NeedKind } from "./needs/store.js";
import type { Figures } from "./satisfaction/figures.js";
import type { Instrument } from "./satisfaction/instruments.js";
import type { Verdict } from "./satisfaction/verdict.js";
import type { Mode } from "./surveys/method.js";

const id = z.uuid();

/** Everything we say: each message's references, kept with the delivery and resolved when it is sent. */
export const messages = {
  needAnnounced: z.object({ needId: id, announcementId: id }),
  needRecorded: z.object({ needId: id }),
  questionAsked: z.object({ questionId: id }),
  lowScore: z.object({ responseId: id }),
  digest: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  invitation: z.object({ invitationId: id }),
  question: z.object({ invitationId: id }),
  customerReplied: z.object({ inboundId: id }),
  mailAlert: z.object({ inboundId: id }),
  reminder: z.object({ invitationId: id }),
  intakeArrived: z.object({ intakeId: id }),
  intakeReceived: z.object({ intakeId: id }),
  dataLink: z.object({ linkId: id }),
};

export type MessageName = keyof typeof messages;
export type MessageRefs<N extends MessageName> = z.infer<(typeof messages)[N]>;

/** A message that goes out by mail; every other one is a card in chat. */
export type MailName = "invitation" | "reminder" | "intakeReceived" | "dataLink";
export type CardName = Exclude<MessageName, MailName>;

export type TeamAnswer = { team: string; answer: Answer | null; by: string | null; question: boolean };

export type NeedContent = {
  needId: string;
  number: number;
  summary: string;
  kind: NeedKind;
  horizon: Horizon;
  customers: string[];
  voices: { customer: string; words: string }[];
  themes: { en: string; es: string }[];
  author: string;
  teams: TeamAnswer[];
  coverage: Coverage;
};

/** How many of the teams that a need concerns have acknowledged it. */
export type Coverage = { acknowledged: number; asked: number };

export type SurveyDigest = {
  survey: string;
  instrument: Instrument;
  subject: string;
  figures: Figures;
  verdict: Verdict;
  response: { answered: number; asked: number; rate: number } | null;
};

export type DigestContent = {
  organization: string;
  /** First and last day of the closed period, inclusive, as ISO dates. */
  from: string;
  to: string;
  surveys: SurveyDigest[];
  topNeeds: { number: number; summary: string; customers: number; coverage: Coverage; since: Date }[];
  owing: { team: string; needs: number[]; oldest: Date }[];
  /** Surveys that paused themselves in the period because nobody answered. */
  paused: string[];
};

/** What each message says, ready for a view. */
export type MessageContent = {
  needAnnounced: NeedContent & { announcementId: string; team: string; settled: TeamAnswer | null };
  needRecorded: NeedContent;
  questionAsked: { number: number; summary: string; team: string; askedBy: string; text: string };
  lowScore: {
    responseId: string;
    survey: string;
    instrument: Instrument;
    score: number;
    comment: string;
    /** Null once the person was erased. */
    customer: string | null;
    contact: string | null;
    mayContact: boolean;
    recorded: number | null;
  };
  digest: DigestContent;
  question: {
    invitationId: string;
    organization: string;
    instrument: Instrument;
    subject: string;
    mode: Mode;
    answered: boolean;
    /** The score that was given, unless it was given anonymously. */
    score: number | null;
    closed: boolean;
    expiresAt: Date;
  };
  customerReplied: {
    inboundId: string;
    text: string;
    customer: string;
    contact: string | null;
    survey: string | null;
    recorded: number | null;
  };
  /** `count` is how many mails were turned away like this one in a day. */
  mailAlert: { status: string; count: number };
  intakeArrived: IntakeContent;
  intakeReceived: {
    organization: string;
    contact: string | null;
    email: string;
    reference: string;
    link: string;
  };
  dataLink: { organization: string; contact: string | null; email: string; link: string; expiresAt: Date };
  invitation: InvitationContent;
  reminder: InvitationContent;
};

/** What an invitation says; a reminder says it again, with the same link. */
export type InvitationContent = {
  organization: string;
  instrument: Instrument;
  subject: string;
  mode: Mode;
  contact: string | null;
  email: string;
  token: string;
  expiresAt: Date;
};
