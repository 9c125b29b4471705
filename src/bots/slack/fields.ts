import type { types } from "@slack/bolt";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Field, Option } from "../../views/form.js";
import { limits } from "./limits.js";
import { textBlocks } from "./render.js";
import { createFit, type Fit } from "./text.js";

type Block = types.KnownBlock;
type Input = types.InputBlock["element"];

/** The one action id of every field; the block id is the field's name. */
const fieldAction = "value";

/** A problem, to be read before what it is about. */
export function problemBlocks(problem: string | undefined): Block[] {
  return problem ? textBlocks(`⚠️ ${problem}`) : [];
}

/** A field of a form, with what is wrong with it. */
export function fieldBlocks(field: Field, fit: Fit, t: Catalogue): Block[] {
  const own = createFit();
  const element = elementOf(field, own);
  // Slack shows no select without options; what it would say of the field is said without it.
  if (!element) return problemBlocks(field.error);
  const hint = [field.hint, own.clipped ? t.platform.clipped : undefined].filter(Boolean).join(" ");
  const block: Block = {
    type: "input",
    block_id: field.name,
    label: fit.line(field.label, limits.inputLabel),
    optional: field.optional ?? false,
    element,
    ...(hint ? { hint: fit.plain(hint, limits.inputHint) } : {}),
  };
  return [...problemBlocks(field.error), block];
}

function elementOf(field: Field, fit: Fit): Input | undefined {
  const action_id = fieldAction;
  switch (field.type) {
    case "text":
    case "multiline": {
      const max_length = Math.min(field.maxLength ?? limits.inputText, limits.inputText);
      const initial = field.value?.trim() ? { initial_value: fit.text(field.value, max_length) } : {};
      return {
        type: "plain_text_input",
        action_id,
        multiline: field.type === "multiline",
        max_length,
        ...initial,
      };
    }
    case "select": {
      const options = optionsOf(field.options, field.value ? [field.value] : [], fit);
      const [initial_option] = options.filter(({ value }) => value === field.value);
      if (options.length === 0) return undefined;
      return { type: "static_select", action_id, options, ...(initial_option ? { initial_option } : {}) };
    }
    case "multiselect": {
      const options = optionsOf(field.options, field.value ?? [], fit);
      const initial_options = options.filter(({ value }) => field.value?.includes(value));
      if (options.length === 0) return undefined;
      const initial = initial_options.length > 0 ? { initial_options } : {};
      return { type: "multi_static_select", action_id, options, ...initial };
    }
    case "datetime": {
      // Without an offset it would be another moment here than in the person's own zone.
      const moment = /(Z|[+-]\d\d:\d\d)$/.test(field.value ?? "")
        ? Date.parse(field.value ?? "")
        : Number.NaN;
      const initial = Number.isNaN(moment) ? {} : { initial_date_time: Math.floor(moment / 1000) };
      return { type: "datetimepicker", action_id, ...initial };
    }
  }
}

type PickedOption = types.PlainTextOption & { value: string };

/** At most 100 options, the chosen ones among them, each value once. */
function optionsOf(options: Option[], chosen: string[], fit: Fit): PickedOption[] {
  const all = [...new Map(options.map((option) => [option.value, option])).values()].filter(
    ({ value }) => value !== "",
  );
  const usable = all.filter(({ value }) => value.length <= limits.optionValue);
  const kept = usable.filter(({ value }) => chosen.includes(value)).slice(0, limits.options);
  const others = usable.filter((option) => !kept.includes(option)).slice(0, limits.options - kept.length);
  const shown = usable.filter((option) => kept.includes(option) || others.includes(option));
  fit.clipped ||= shown.length < all.length;
  const label = createFit();
  return shown.map(({ label: text, value }) => ({ text: label.line(text, limits.optionText), value }));
}

/** What a person entered, by field; what was left empty is left out. */
export function readValues(values: EnteredValues): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, actions] of Object.entries(values)) {
    const value = enteredIn(actions[fieldAction]);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

/** The texts that a person typed. */
export function readTexts(values: EnteredValues): string[] {
  const entered = Object.values(values).map((actions) => actions[fieldAction]);
  return entered.flatMap((one) => (one?.type === "plain_text_input" && one.value ? [one.value] : []));
}

type EnteredValues = Record<string, Record<string, Entered>>;
type Entered = {
  type: string;
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
  selected_date_time?: number | null;
};

function enteredIn(entered: Entered | undefined): unknown {
  if (!entered) return undefined;
  if (entered.selected_options) return entered.selected_options.map(({ value }) => value);
  if (entered.selected_option) return entered.selected_option.value;
  if (entered.selected_date_time) return new Date(entered.selected_date_time * 1000).toISOString();
  return entered.value || undefined;
}
