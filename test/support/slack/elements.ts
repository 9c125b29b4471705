import { isObject, type Json, objects } from "../loopback.js";

/** Collects what is wrong; `path` says where, as Slack's own messages do. */
export type Report = (path: string, problem: string) => void;

/** Checks a text object: type, not empty, not longer than `max`. */
export function checkText(value: unknown, path: string, max: number, report: Report, plain = false) {
  if (!isObject(value)) return report(path, "must be a text object");
  if (value.type !== "plain_text" && (plain || value.type !== "mrkdwn")) {
    report(`${path}/type`, `unsupported type: ${String(value.type)}`);
  }
  checkString(value.text, `${path}/text`, max, report);
}

/** Checks a required text field: not empty, not longer than `max` (Slack counts characters, not bytes). */
export function checkString(value: unknown, path: string, max: number, report: Report) {
  if (typeof value !== "string") report(path, "missing required field");
  else if (value.length === 0) report(path, "must be more than 0 characters");
  else if ([...value].length > max) report(path, `must be less than ${max + 1} characters`);
}

/** Checks a field that may be left out, but not be empty or too long. */
export function checkOptional(value: unknown, path: string, max: number, report: Report) {
  if (value !== undefined) checkString(value, path, max, report);
}

/** Checks that a list has between `min` and `max` members. */
export function checkCount(value: unknown, path: string, min: number, max: number, report: Report) {
  if (!Array.isArray(value)) return report(path, "must be an array");
  if (value.length < min) report(path, `no fewer than ${min} items allowed`);
  if (value.length > max) report(path, `no more than ${max} items allowed`);
}

const selects = ["static_select", "multi_static_select"];
const pickers = [
  "users_select",
  "multi_users_select",
  "conversations_select",
  "multi_conversations_select",
  "channels_select",
  "multi_channels_select",
  "external_select",
  "multi_external_select",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "email_text_input",
  "url_text_input",
  "rich_text_input",
  "file_input",
];
/** The elements that an input block may hold. */
export const inputElements = new Set([
  ...selects,
  ...pickers,
  "plain_text_input",
  "number_input",
  "checkboxes",
  "radio_buttons",
]);

/** Checks one interactive element (button, select, input …). */
export function checkElement(element: Json, path: string, report: Report) {
  checkOptional(element.action_id, `${path}/action_id`, 255, report);
  if (element.placeholder !== undefined)
    checkText(element.placeholder, `${path}/placeholder`, 150, report, true);
  if (element.confirm !== undefined) checkConfirm(element.confirm, `${path}/confirm`, report);
  const type = String(element.type);
  if (type === "button") checkButton(element, path, report);
  else if (selects.includes(type)) checkSelect(element, path, report);
  else if (type === "overflow") checkOptions(element, path, 5, report);
  else if (type === "checkboxes" || type === "radio_buttons") checkOptions(element, path, 10, report);
  else if (type === "plain_text_input") checkPlainInput(element, path, report);
  else if (type === "number_input") {
    if (typeof element.is_decimal_allowed !== "boolean")
      report(`${path}/is_decimal_allowed`, "missing required field");
  } else if (type === "image") checkImage(element, path, report);
  else if (!pickers.includes(type)) report(`${path}/type`, `unsupported type: ${type}`);
}

/** Checks an image block or element: one source, alternative text. */
export function checkImage(image: Json, path: string, report: Report) {
  checkString(image.alt_text, `${path}/alt_text`, 2000, report);
  if ((image.image_url === undefined) === (image.slack_file === undefined)) {
    report(path, "exactly one of image_url and slack_file is needed");
  }
  if (image.image_url !== undefined) {
    checkString(image.image_url, `${path}/image_url`, 3000, report);
    if (!/^https?:\/\//.test(String(image.image_url))) report(`${path}/image_url`, "must be a valid URL");
  }
}

function checkButton(button: Json, path: string, report: Report) {
  checkText(button.text, `${path}/text`, 75, report, true);
  checkOptional(button.value, `${path}/value`, 2000, report);
  checkOptional(button.url, `${path}/url`, 3000, report);
  checkOptional(button.accessibility_label, `${path}/accessibility_label`, 75, report);
  if (button.style !== undefined && button.style !== "primary" && button.style !== "danger") {
    report(`${path}/style`, "must be primary or danger");
  }
}

function checkSelect(select: Json, path: string, report: Report) {
  if ((select.options === undefined) === (select.option_groups === undefined)) {
    return report(path, "exactly one of options and option_groups is needed");
  }
  if (select.options !== undefined) return checkOptions(select, path, 100, report);
  checkCount(select.option_groups, `${path}/option_groups`, 1, 100, report);
  for (const [index, group] of objects(select.option_groups).entries()) {
    checkText(group.label, `${path}/option_groups/${index}/label`, 75, report, true);
    checkOptions(group, `${path}/option_groups/${index}`, 100, report);
  }
}

function checkOptions(element: Json, path: string, max: number, report: Report) {
  checkCount(element.options, `${path}/options`, 1, max, report);
  const options = objects(element.options);
  for (const [index, option] of options.entries()) {
    const plain = element.type !== "checkboxes" && element.type !== "radio_buttons";
    checkText(option.text, `${path}/options/${index}/text`, 75, report, plain);
    checkString(option.value, `${path}/options/${index}/value`, 150, report);
    if (option.description !== undefined)
      checkText(option.description, `${path}/options/${index}/description`, 75, report);
  }
  const initial = [
    ...(isObject(element.initial_option) ? [element.initial_option] : []),
    ...objects(element.initial_options),
  ];
  for (const option of initial) {
    if (!options.some((known) => JSON.stringify(known) === JSON.stringify(option))) {
      report(`${path}/initial_option`, "must exactly match one of the options");
    }
  }
  if (Array.isArray(element.initial_options)) {
    checkCount(element.initial_options, `${path}/initial_options`, 1, max, report);
  }
}

function checkPlainInput(input: Json, path: string, report: Report) {
  const max = input.max_length ?? 3000;
  if (typeof max !== "number" || max < 1 || max > 3000)
    return report(`${path}/max_length`, "must be between 1 and 3000");
  if (input.initial_value !== undefined && input.initial_value !== "") {
    checkString(input.initial_value, `${path}/initial_value`, max, report);
  }
}

function checkConfirm(confirm: unknown, path: string, report: Report) {
  if (!isObject(confirm)) return report(path, "must be an object");
  checkText(confirm.title, `${path}/title`, 100, report, true);
  checkText(confirm.text, `${path}/text`, 300, report);
  checkText(confirm.confirm, `${path}/confirm`, 30, report, true);
  checkText(confirm.deny, `${path}/deny`, 30, report, true);
}
