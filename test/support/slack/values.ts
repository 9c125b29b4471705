import { isObject, type Json, objects, text } from "../loopback.js";
import type { SlackView } from "./state.js";

/** What a person enters in a modal, by block_id or action_id: text, an option's value, several, a date, a number. */
export type Values = Record<string, string | number | boolean | string[] | null>;

/** The `state.values` of a view after a person filled it in; throws where Slack's own client would not let it through. */
export function stateValues(view: SlackView, values: Values): Json {
  const unused = new Set(Object.keys(values));
  const state: Json = {};
  for (const block of view.blocks.filter((one) => one.type === "input")) {
    const element = isObject(block.element) ? block.element : {};
    const blockId = text(block.block_id);
    const actionId = text(element.action_id);
    const key = [blockId, actionId].find((id) => id in values);
    if (key !== undefined) unused.delete(key);
    const given = key === undefined ? undefined : values[key];
    const entered = entry(element, given, blockId);
    if (entered.empty && block.optional !== true)
      throw new Error(`Slack asks for ${blockId}: it is required`);
    state[blockId] = { [actionId]: { type: element.type, ...entered.fields } };
  }
  if (unused.size > 0) throw new Error(`The view has no field ${[...unused].join(", ")}`);
  return state;
}

type Entry = { fields: Json; empty: boolean };
const single = (name: string, value: unknown): Entry => ({
  fields: { [name]: value ?? null },
  empty: value === undefined || value === null || value === "",
});

function entry(element: Json, given: Values[string] | undefined, field: string): Entry {
  const type = text(element.type);
  if (type === "static_select" || type === "radio_buttons") {
    const option =
      given === undefined ? element.initial_option : given && optionOf(element, String(given), field);
    return single("selected_option", option);
  }
  if (type === "multi_static_select" || type === "checkboxes") {
    const options = Array.isArray(given)
      ? given.map((value) => optionOf(element, value, field))
      : typeof given === "boolean"
        ? given
          ? objects(element.options).slice(0, 1)
          : []
        : objects(element.initial_options);
    return { fields: { selected_options: options }, empty: options.length === 0 };
  }
  if (type === "datepicker") return single("selected_date", given ?? element.initial_date);
  if (type === "timepicker") return single("selected_time", given ?? element.initial_time);
  if (type === "datetimepicker") return single("selected_date_time", given ?? element.initial_date_time);
  const picker = /^(multi_)?(user|conversation|channel)s_select$/.exec(type);
  if (picker) {
    const [, many, what] = picker;
    const initial = element[`initial_${what}${many ? "s" : ""}`];
    if (!many) return single(`selected_${what}`, given ?? initial);
    const chosen = given ?? initial ?? [];
    return { fields: { [`selected_${what}s`]: chosen }, empty: Array.isArray(chosen) && chosen.length === 0 };
  }
  return typed(element, given, field);
}

/** A text or number field: what the client itself enforces is its length and range. */
function typed(element: Json, given: Values[string] | undefined, field: string): Entry {
  const value = given === undefined ? element.initial_value : given;
  if (value === undefined || value === null || value === "") return single("value", null);
  const words = String(value);
  const max = typeof element.max_length === "number" ? element.max_length : 3000;
  const min = typeof element.min_length === "number" ? element.min_length : 0;
  if (words.length > max || words.length < min)
    throw new Error(`Slack refuses ${field}: ${words.length} characters, allowed ${min} to ${max}`);
  if (element.type === "number_input") {
    const number = Number(words);
    const wrong =
      Number.isNaN(number) ||
      (element.is_decimal_allowed !== true && !Number.isInteger(number)) ||
      (element.min_value !== undefined && number < Number(element.min_value)) ||
      (element.max_value !== undefined && number > Number(element.max_value));
    if (wrong) throw new Error(`Slack refuses ${field}: ${words} is not an allowed number`);
  }
  return single("value", words);
}

function optionOf(element: Json, value: string, field: string): Json {
  const groups = objects(element.option_groups).flatMap((group) => objects(group.options));
  const options = [...objects(element.options), ...groups];
  const option = options.find(
    (one) => one.value === value || (isObject(one.text) && one.text.text === value),
  );
  if (option) return option;
  throw new Error(`${field} has no option ${value}; it has ${options.map((one) => one.value).join(", ")}`);
}
