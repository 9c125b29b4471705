import type { Request, Router } from "express";
import type { Context } from "../../domain/context.js";
import type { Directory } from "../../domain/directory.js";
import { hashOfToken, nonceFor, openedAt } from "../../domain/tokens.js";
import type { Log } from "../public.js";

/** What the survey pages need; `contextOf` makes the context of whoever answers an invitation. */
export type SurveyOptions = {
  router: Router;
  directory: Pick<Directory, "surveyPage" | "countOpening" | "recordAnswer">;
  contextOf(organizationId: string, invitationId: string): Context;
  /** The key of tokens and nonces. */
  secret: Buffer;
  now(): Date;
  newId(): string;
  log: Log;
};

/** A request for a page behind a survey link. */
export type Link = Request<{ token: string }>;

/** A nonce for the pages of one link; a malformed link has none. */
export function freshNonce({ secret, now }: Pick<SurveyOptions, "secret" | "now">, token: string): string {
  const hash = hashOfToken(token);
  return hash ? nonceFor(secret, hash.toString("hex"), now()) : "";
}

/** Whether a form comes from a page of this link. */
export function isOwnNonce(
  options: Pick<SurveyOptions, "secret" | "now">,
  token: string,
  nonce: unknown,
): boolean {
  const hash = hashOfToken(token);
  return (
    hash !== undefined && openedAt(options.secret, hash.toString("hex"), nonce, options.now()) !== undefined
  );
}
