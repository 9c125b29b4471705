import { DateTime } from "luxon";
import type { Context } from "../domain/context.js";
import { composeDigest } from "../domain/digests/compose-digest.js";
import { DomainError } from "../domain/errors.js";
import { findSurvey } from "../domain/surveys/find-survey.js";
import { lastQuarter, type Period } from "../domain/time.js";
import type { Catalogue } from "../i18n/catalogue.js";

type Deps = {
  ctx: Context;
  t: Catalogue;
  out: (line: string) => void;
  stderr: { write(text: string): unknown };
};
type Asked = { survey?: string; from?: string; to?: string };

/** Prints a digest as JSON; `from` and `to` are days in the organization's zone, `to` excluded. Returns the exit code. */
export async function digestJson(
  { ctx, t, out, stderr }: Deps,
  { survey, from, to }: Asked,
): Promise<number> {
  try {
    const { zone } = await ctx.store.organization.get();
    const usual = lastQuarter(ctx.now(), zone);
    const period: Period = { from: dayOr(from, usual.from, zone), to: dayOr(to, usual.to, zone) };
    if (
      Number.isNaN(period.from.getTime()) ||
      Number.isNaN(period.to.getTime()) ||
      period.from >= period.to
    ) {
      stderr.write(`${t.cli.periodWrong}\n`);
      return 1;
    }
    const name = survey === undefined ? undefined : (await findSurvey(ctx.store, survey)).name;
    out(JSON.stringify(await composeDigest(ctx, period, name), null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    stderr.write(`${t.error[error.code](error.params)}\n`);
    return 1;
  }
}

function dayOr(day: string | undefined, usual: Date, zone: string): Date {
  return day === undefined ? usual : DateTime.fromISO(day, { zone }).toJSDate();
}
