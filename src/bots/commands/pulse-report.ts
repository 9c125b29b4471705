import { surveyReport } from "../../domain/surveys/survey-report.js";
import { surveyReportCard } from "../../views/survey-report.js";
import type { Command } from "../command.js";
import { roots } from "./roots.js";

export const pulseReport: Command<"pulseReport"> = {
  word: roots.pulse,
  subword: ["report", "informe"],
  fromText(args) {
    // A number alone may be part of the name, such as a year's.
    const [, name = "", wave] = /^(.*?)(?:[\s,]+(?:wave|oleada)\s+(\d+))?$/is.exec(args.trim()) ?? [];
    return { name, ...(wave ? { wave } : {}) };
  },
  async run(ctx, input, t) {
    return surveyReportCard(await surveyReport(ctx, input), t);
  },
};
