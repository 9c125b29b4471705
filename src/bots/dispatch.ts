import type { z } from "zod";
import { type CommandInput, type CommandName, commands as inputs } from "../domain/commands.js";
import type { Context, Member } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import { typedText } from "../domain/text.js";
import { type Catalogue, catalogue } from "../i18n/catalogue.js";
import { refusalCard } from "../views/refusal.js";
import type { Caller, Command, Dispatch, Draft, Reply, Request } from "./command.js";
import { registry } from "./commands/registry.js";
import { parseText } from "./parse.js";

/** The one door: every platform's text, buttons and forms come through here and get a card or a form back. */
export function createDispatch(contextFor: (caller: Caller) => Promise<Context<Member>>): Dispatch {
  return async (caller, request) => {
    let t = catalogue(caller.person.locale ?? "en");
    try {
      const ctx = await contextFor(caller);
      t = catalogue(ctx.actor.locale);
      return { reply: await answer(ctx, request, t), t };
    } catch (error) {
      if (error instanceof DomainError) return { reply: refusalCard(error, t), t };
      throw error;
    }
  };
}

async function answer(ctx: Context<Member>, request: Request, t: Catalogue): Promise<Reply> {
  if (request.kind === "text") {
    const { name, draft } = parseText(typedText.parse(request.text));
    return run(ctx, name, draft, t, false);
  }
  if (!isCommandName(request.command)) {
    throw new DomainError("unknown_command", { word: typedText.parse(request.command.slice(0, 40)) });
  }
  return run(ctx, request.command, request.input, t, request.kind === "submit");
}

/** Checks the input and runs the command; what is missing or wrong is asked for by the command's form. */
async function run<N extends CommandName>(
  ctx: Context<Member>,
  name: N,
  draft: unknown,
  t: Catalogue,
  submitted: boolean,
): Promise<Reply> {
  const command: Command<N> = registry[name];
  const parsed = inputs[name].safeParse(draft);
  if (parsed.success) return command.run(ctx, parsed.data as CommandInput<N>, t);
  if (!command.form) throw new DomainError("invalid_input", { usage: t.usage[name] });
  const known = { ...(draft as Record<string, unknown>) };
  const form = await command.form(ctx, known as Draft<N>, t);
  const wrong = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue]));
  const fields = form.fields.map((field) => {
    const issue = wrong.get(field.name);
    const shown = issue && (submitted || !isBlank(known[field.name]));
    return shown ? { ...field, error: fieldProblem(issue, known[field.name], t) } : field;
  });
  const unseen = submitted && ![...wrong.keys()].some((name) => fields.some((field) => field.name === name));
  return { ...form, fields, ...(unseen ? { error: t.field.invalid } : {}) };
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(registry, name);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function fieldProblem(issue: z.core.$ZodIssue, value: unknown, t: Catalogue): string {
  if (isBlank(value)) return t.field.missing;
  if (issue.code === "too_big" && issue.origin === "number") return t.field.atMost(Number(issue.maximum));
  if (issue.code === "too_small" && issue.origin === "number") return t.field.atLeast(Number(issue.minimum));
  if (issue.code === "too_big") return t.field.tooLong(Number(issue.maximum));
  return t.field.invalid;
}
