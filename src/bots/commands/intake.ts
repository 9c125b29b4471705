import { requireRole } from "../../domain/context.js";
import { DomainError } from "../../domain/errors.js";
import { closeIntake } from "../../domain/intake/close-intake.js";
import { contentOf } from "../../domain/intake/intake-content.js";
import { needFromIntake as record } from "../../domain/intake/need-from-intake.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Form } from "../../views/form.js";
import { intakeCard, intakeListCard } from "../../views/intake.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { verbs } from "./roots.js";

const PAGE = 15;
const word = ["intake", "buzón"];

export const intakeList: Command<"intakeList"> = {
  word,
  subword: ["", ...verbs.list],
  fromText: (args) => ({ page: args || undefined }),
  async run(ctx, { page }, t) {
    requireRole(ctx.actor, "manager");
    const { intakes, total } = await ctx.store.intake.open(PAGE, (page - 1) * PAGE);
    const pages = Math.ceil(total / PAGE);
    return intakeListCard({ intakes: intakes.map(contentOf), total, page, pages }, t);
  },
};

export const intakeShow: Command<"intakeShow"> = {
  async run(ctx, { intakeId }, t) {
    requireRole(ctx.actor, "manager");
    const intake = await ctx.store.intake.byId(intakeId);
    if (!intake) throw new DomainError("intake_not_found");
    return intakeCard(contentOf(intake), t);
  },
};

export const intakeClose: Command<"intakeClose"> = {
  async run(ctx, input, t) {
    const { reference } = await closeIntake(ctx, input);
    return noteCard(reference, t.talk.closed);
  },
};

export const needFromIntake: Command<"needFromIntake"> = {
  async run(ctx, input, t) {
    const intake = await ctx.store.intake.byId(input.intakeId);
    const open = intake?.words && !intake.need && !intake.closedAt;
    if (open && !intake.customerId && !input.customer) return askCustomer(input, intake.company ?? "", t);
    try {
      const { number, teams } = await record(ctx, input);
      const told = teams.length > 0 ? t.chat.announcedTo(t.format.list(teams)) : t.chat.noTeams;
      return noteCard(t.chat.recordedAs(number), told);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "customer_not_found") throw error;
      return askCustomer(input, input.customer ?? "", t, t.error[error.code](error.params));
    }
  },
};

/** Nobody knows yet whose words these are. */
function askCustomer(
  { intakeId, kind }: { intakeId: string; kind: string },
  value: string,
  t: Catalogue,
  error?: string,
): Form {
  return {
    kind: "form",
    title: t.talk.askCustomer,
    intro: t.talk.askCustomerText,
    command: "needFromIntake",
    known: { intakeId, kind },
    submit: t.chat.record,
    fields: [
      {
        type: "text",
        name: "customer",
        label: t.chat.customer,
        value,
        maxLength: 200,
        ...(error ? { error } : {}),
      },
    ],
  };
}
