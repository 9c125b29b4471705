import type { Locale } from "../customers/store.js";
import type { Directory } from "../directory.js";
import { DomainError } from "../errors.js";
import { hashOfToken, openedAt } from "../tokens.js";
import type { SurveyPage } from "./store.js";

/** What a survey link leads to: a question that is open, or the reason why it is not. */
export type SurveyView =
  | { state: "open"; page: SurveyPage }
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
  if (page.answer) return { state: "link_used", page };
  if (page.surveyStatus !== "open") return { state: "survey_closed", page };
  return { state: page.expiresAt <= now ? "link_expired" : "open", page };
}

/** What recording an answer needs: the link look-up, the clock and the key of the pages' nonces. */
export type AnswerDeps = {
  directory: Pick<Directory, "recordAnswer">;
  secret: Buffer;
  now(): Date;
  newId(): string;
};

/** A posted score; `score` is undefined where none was chosen. */
export type PostedScore = { token: string; score: number | undefined; nonce: unknown; locale: Locale };

/**
 * Records the score of a link, once, in one statement; the same score again is taken for a double click.
 * Refuses with link_unknown, nonce_invalid, score_out_of_range, link_expired, survey_closed or link_used.
 */
export async function recordScore(
  deps: AnswerDeps,
  posted: PostedScore,
): Promise<"recorded" | "recorded_before"> {
  const { token, score, nonce, locale } = posted;
  const tokenHash = hashOfToken(token);
  if (!tokenHash) throw new DomainError("link_unknown");
  const now = deps.now();
  if (!openedAt(deps.secret, tokenHash.toString("hex"), nonce, now)) throw new DomainError("nonce_invalid");
  if (score === undefined) throw new DomainError("score_out_of_range");
  const recorded = await deps.directory.recordAnswer({ tokenHash, id: deps.newId(), score, locale, now });
  switch (recorded.outcome) {
    case "recorded":
      return "recorded";
    case "recorded_before":
      if (recorded.score !== score) throw new DomainError("link_used");
      return "recorded_before";
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
