import { createHash } from "node:crypto";
import type { Locale } from "../customers/store.js";
import type { Directory } from "../directory.js";
import { DomainError } from "../errors.js";
import { hashOfToken, openedAt } from "../tokens.js";
import { type HeldFor, heldFor } from "./held.js";
import type { SurveyPage } from "./pages.js";
import { receiptFor } from "./receipt.js";
import type { Recorded } from "./response-store.js";

/** What a survey link leads to: a question that is open, an answer that was given, or the reason why there is neither. */
export type SurveyView =
  | { state: "open"; page: SurveyPage }
  | { state: "answered"; page: SurveyPage }
  | { state: "link_used" | "link_expired" | "survey_closed"; page: SurveyPage }
  | { state: "link_unknown"; page?: undefined };

/** Looks a link up without changing anything; a malformed token is an unknown one. */
export async function readSurvey(
  directory: Pick<Directory, "surveyPage">,
  token: string,
  now: Date,
): Promise<SurveyView> {
  const hash = hashOfToken(token);
  const page = hash && (await directory.surveyPage(hash));
  if (!page) return { state: "link_unknown" };
  if (page.answeredAnonymously) return { state: "link_used", page };
  const isOpen = page.surveyStatus !== "closed" && page.surveyStatus !== "draft";
  // An answer that is held may have been a machine's: the person behind the link still gets the question.
  if (page.answer && !(page.answer.heldFor && isOpen)) return { state: "answered", page };
  if (!isOpen) return { state: "survey_closed", page };
  return { state: page.expiresAt <= now ? "link_expired" : "open", page };
}

/** What recording an answer needs: the link look-up, the clock and the key of the pages' nonces. */
export type AnswerDeps = {
  directory: Pick<Directory, "recordAnswer">;
  secret: Buffer;
  now(): Date;
  newId(): string;
};

/** A posted score; `score` is undefined where none was chosen, `once` is the page's own secret, which nothing keeps. */
export type PostedScore = {
  token: string;
  score: number | undefined;
  nonce: unknown;
  once?: string | undefined;
  locale: Locale;
};

/** An answer and the code by which it is found again; where it was there before, with the score it has. */
export type ScoreRecorded = {
  responseId: string;
  receipt: string;
  organizationId: string;
  before?: { score: number; heldFor: HeldFor | null };
  opened: Date;
};

/**
 * Records the score of a link, once, in one statement.
 * Refuses with link_unknown, nonce_invalid, score_out_of_range, link_expired, survey_closed, or link_used (answered anonymously).
 */
export async function recordScore(deps: AnswerDeps, posted: PostedScore): Promise<ScoreRecorded> {
  const { token, score, nonce, once, locale } = posted;
  const tokenHash = hashOfToken(token);
  if (!tokenHash) throw new DomainError("link_unknown");
  const now = deps.now();
  const opened = openedAt(deps.secret, tokenHash.toString("hex"), nonce, now);
  if (!opened) throw new DomainError("nonce_invalid");
  if (score === undefined) throw new DomainError("score_out_of_range");
  // The same page posted twice names the same answer, without anything that leads back from it.
  const id = once ? idOf(once) : deps.newId();
  const { hash: receiptHash } = receiptFor(deps.secret, id);
  const held = heldFor(opened, now);
  const answer = { tokenHash, id, score, locale, now, heldFor: held, receiptHash };
  return { ...answerRecorded(await deps.directory.recordAnswer(answer), deps.secret), opened };
}

/** What came of recording an answer, with its receipt code; throws the refusal where there was one. */
export function answerRecorded(recorded: Recorded, secret: Buffer): Omit<ScoreRecorded, "opened"> {
  const receipt = (responseId: string) => receiptFor(secret, responseId).code;
  switch (recorded.outcome) {
    case "recorded": {
      const { responseId, organizationId } = recorded;
      return { responseId, organizationId, receipt: receipt(responseId) };
    }
    case "recorded_before": {
      const { responseId, organizationId, score, heldFor } = recorded;
      return { responseId, organizationId, receipt: receipt(responseId), before: { score, heldFor } };
    }
    case "recorded_anonymously":
      throw new DomainError("link_used");
    case "unknown":
      throw new DomainError("link_unknown");
    case "expired":
      throw new DomainError("link_expired");
    case "closed":
      throw new DomainError("survey_closed");
    case "out_of_range":
      throw new DomainError("score_out_of_range");
  }
}

/** A UUID (version 8, RFC 9562) made of a page's secret. */
function idOf(once: string): string {
  const hex = createHash("sha256").update(`answer:${once}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
