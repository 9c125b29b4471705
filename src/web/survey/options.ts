import type { Request, Router } from "express";
import type { Context } from "../../domain/context.js";
import type { Directory } from "../../domain/directory.js";
import type { Asked } from "../../domain/surveys/pages.js";
import { hashOfReceipt } from "../../domain/surveys/receipt.js";
import { hashOfToken, nonceFor, openedAt } from "../../domain/tokens.js";
import { type Brand, brandOf } from "../brand/brand.js";
import type { Log } from "../public.js";

/** What the survey pages need; `contextOf` makes the context of whoever gave an answer. */
export type SurveyOptions = {
  router: Router;
  directory: Pick<
    Directory,
    "surveyPage" | "receiptPage" | "countOpening" | "countTrap" | "countStart" | "recordAnswer"
  >;
  contextOf(organizationId: string, responseId: string): Context;
  /** The key of tokens and nonces. */
  secret: Buffer;
  now(): Date;
  newId(): string;
  log: Log;
};

type Keys = Pick<SurveyOptions, "secret" | "now">;

/** A request for a page behind a survey link. */
export type Link = Request<{ token: string }>;

/** A request for the page of an answer, by its receipt code. */
export type Receipt = Request<{ code: string }>;

/** A nonce for the pages of one link; a malformed link has none. */
export function freshNonce({ secret, now }: Keys, token: string): string {
  const hash = hashOfToken(token);
  return hash ? nonceFor(secret, hash.toString("hex"), now()) : "";
}

/** A nonce for the page of one answer; a malformed code has none. */
export function receiptNonce({ secret, now }: Keys, code: string): string {
  const scope = receiptScope(code);
  return scope ? nonceFor(secret, scope, now()) : "";
}

/** When the page of an answer was opened that this nonce comes from; undefined where it comes from elsewhere. */
export function receiptOpenedAt({ secret, now }: Keys, code: string, nonce: unknown): Date | undefined {
  const scope = receiptScope(code);
  return scope ? openedAt(secret, scope, nonce, now()) : undefined;
}

function receiptScope(code: string): string | undefined {
  const hash = hashOfReceipt(code);
  return hash && `receipt:${hash.toString("hex")}`;
}

/** How the organization that asks shows itself. */
export function brandOfPage({ organization, slug, color, hasLogo }: Asked): Brand {
  return brandOf({ name: organization, slug, color, hasLogo });
}
