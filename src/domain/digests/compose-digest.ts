import type { Context, Store } from "../context.js";
import type { DigestContent, SurveyDigest } from "../messages.js";
import { figures } from "../satisfaction/figures.js";
import { responseRate } from "../satisfaction/rate.js";
import { type Quarters, verdicts } from "../satisfaction/verdict.js";
import { dayIn, type Period, periodBefore } from "../time.js";

const TOP_NEEDS = 3;

/** What a digest says about a closed period, compared with the period of the same length before it. */
export async function composeDigest(
  ctx: Context,
  period: Period,
  surveyName?: string,
): Promise<DigestContent> {
  const { store } = ctx;
  const organization = await store.organization.get();
  const [surveys, topNeeds, owing, paused] = await Promise.all([
    composeSurveys(store, period, organization.zone, surveyName),
    store.needs.top(TOP_NEEDS),
    store.announcements.owing(),
    store.surveys.pausedSince(period.from, ctx.now()),
  ]);
  return {
    organization: organization.name,
    from: dayIn(period.from, organization.zone),
    to: dayIn(new Date(period.to.getTime() - 1), organization.zone),
    surveys,
    topNeeds: topNeeds.map(({ number, summary, customers, acknowledged, asked, createdAt }) => ({
      number,
      summary,
      customers,
      coverage: { acknowledged, asked },
      since: createdAt,
    })),
    owing,
    paused,
  };
}

async function composeSurveys(
  store: Store,
  period: Period,
  zone: string,
  surveyName: string | undefined,
): Promise<SurveyDigest[]> {
  const before = periodBefore(period, zone);
  const surveys = await store.surveys.list();
  const read = await Promise.all(
    surveys.map(async (survey) => {
      const [current, previous, cohort] = await Promise.all([
        store.surveys.histogram(survey.id, period.from, period.to),
        store.surveys.histogram(survey.id, before.from, before.to),
        store.surveys.cohort(survey.id, period.from, period.to),
      ]);
      return { survey, current, previous, cohort };
    }),
  );
  const shown = read.filter(
    ({ survey, current, cohort }) => survey.name === surveyName || current.length > 0 || cohort.sent > 0,
  );
  // All are tested together, also where one is asked for: how many tests there are decides what counts as a signal.
  const judged = verdicts(
    shown.map(
      ({ survey, current, previous }): Quarters => ({ instrument: survey.instrument, previous, current }),
    ),
  );
  return shown.flatMap(({ survey, current, cohort }, index) => {
    const verdict = judged[index];
    if (!verdict || (surveyName && survey.name !== surveyName)) return [];
    return {
      survey: survey.name,
      instrument: survey.instrument,
      subject: survey.method.subject,
      figures: figures(survey.instrument, current),
      verdict,
      response: responseRate(cohort) ?? null,
    };
  });
}
