import { isObject, type Json, objects } from "../loopback.js";
import {
  checkCount,
  checkElement,
  checkImage,
  checkOptional,
  checkString,
  checkText,
  inputElements,
  type Report,
} from "./elements.js";

export type Surface = "message" | "modal" | "home";

/** Everything Slack would refuse in these blocks, in words of its own `response_metadata.messages`. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  const problems: string[] = [];
  const report: Report = (path, problem) => problems.push(`[ERROR] ${problem} [json-pointer:${path}]`);
  if (!Array.isArray(blocks)) return ["[ERROR] must be an array [json-pointer:/blocks]"];
  checkCount(blocks, "/blocks", surface === "message" ? 0 : 1, surface === "message" ? 50 : 100, report);
  for (const [index, block] of blocks.entries()) {
    if (isObject(block)) checkBlock(block, `/blocks/${index}`, surface, report);
    else report(`/blocks/${index}`, "must be an object");
  }
  const list = objects(blocks);
  checkUnique(
    list.map((block) => block.block_id),
    "block_id",
    report,
  );
  // Slack asks for action ids unique within a block; across a message is our own, safer rule.
  const scopes =
    surface === "message" ? [list.flatMap(elementsOf)] : list.map((block) => [...elementsOf(block)]);
  for (const scope of scopes) {
    checkUnique(
      scope.map((element) => element.action_id),
      "action_id",
      report,
    );
  }
  const charts = list.filter((block) => block.type === "data_visualization");
  if (charts.length > 2) report("/blocks", "no more than 2 data_visualization blocks allowed");
  const markdown = list
    .filter((block) => block.type === "markdown")
    .map((block) => String(block.text))
    .join("");
  if (markdown.length > 12_000) report("/blocks", "no more than 12000 characters of markdown allowed");
  return problems;
}

/** Everything Slack would refuse in this view. */
export function viewProblems(view: unknown): string[] {
  if (!isObject(view)) return ["[ERROR] must be an object [json-pointer:/view]"];
  const problems: string[] = [];
  const report: Report = (path, problem) => problems.push(`[ERROR] ${problem} [json-pointer:/view${path}]`);
  if (view.type !== "modal" && view.type !== "home") report("/type", "must be modal or home");
  checkOptional(view.callback_id, "/callback_id", 255, report);
  checkOptional(view.external_id, "/external_id", 255, report);
  if (typeof view.private_metadata === "string" && view.private_metadata.length > 3000) {
    report("/private_metadata", "must be less than 3001 characters");
  }
  if (view.type === "modal") {
    checkText(view.title, "/title", 24, report, true);
    if (view.submit !== undefined) checkText(view.submit, "/submit", 24, report, true);
    if (view.close !== undefined) checkText(view.close, "/close", 24, report, true);
    const asks = objects(view.blocks).some((block) => block.type === "input");
    if (asks && view.submit === undefined)
      report("/submit", "is required when an input block is within the blocks array");
  }
  const surface = view.type === "home" ? "home" : "modal";
  return [...problems, ...blockProblems(view.blocks, surface)];
}

/** The interactive elements of a block, wherever it keeps them. */
export function elementsOf(block: Json): Json[] {
  const inside = [
    ...objects(block.elements),
    ...(isObject(block.accessory) ? [block.accessory] : []),
    ...(isObject(block.element) ? [block.element] : []),
  ];
  return inside.filter(
    (element) =>
      typeof element.type === "string" && !["image", "mrkdwn", "plain_text"].includes(element.type),
  );
}

function checkUnique(ids: unknown[], name: string, report: Report) {
  const given = ids.filter((id): id is string => typeof id === "string");
  for (const id of new Set(given.filter((id, index) => given.indexOf(id) !== index))) {
    report("/blocks", `\`${name}\` ${id} already exists`);
  }
}

function checkBlock(block: Json, path: string, surface: Surface, report: Report) {
  checkOptional(block.block_id, `${path}/block_id`, 255, report);
  const type = String(block.type);
  if (type === "section") checkSection(block, path, report);
  else if (type === "header") checkText(block.text, `${path}/text`, 150, report, true);
  else if (type === "context") checkContext(block, path, report);
  else if (type === "actions") {
    checkCount(block.elements, `${path}/elements`, 1, 25, report);
    for (const [index, element] of objects(block.elements).entries())
      checkElement(element, `${path}/elements/${index}`, report);
  } else if (type === "input") checkInput(block, path, report);
  else if (type === "image") {
    checkImage(block, path, report);
    if (block.title !== undefined) checkText(block.title, `${path}/title`, 2000, report, true);
  } else if (type === "markdown") {
    if (surface !== "message") report(`${path}/type`, "unsupported type: markdown");
    checkString(block.text, `${path}/text`, 12_000, report);
  } else if (type === "data_visualization") {
    if (surface !== "message") report(`${path}/type`, "unsupported type: data_visualization");
    checkString(block.title, `${path}/title`, 50, report);
  } else if (type === "table") checkCount(block.rows, `${path}/rows`, 1, 100, report);
  else if (type !== "divider" && type !== "rich_text") report(`${path}/type`, `unsupported type: ${type}`);
}

function checkSection(block: Json, path: string, report: Report) {
  if (block.text === undefined && block.fields === undefined)
    report(path, "either text or fields must be provided");
  if (block.text !== undefined) checkText(block.text, `${path}/text`, 3000, report);
  if (block.fields !== undefined) {
    checkCount(block.fields, `${path}/fields`, 1, 10, report);
    for (const [index, field] of objects(block.fields).entries())
      checkText(field, `${path}/fields/${index}`, 2000, report);
  }
  if (isObject(block.accessory)) checkElement(block.accessory, `${path}/accessory`, report);
}

function checkContext(block: Json, path: string, report: Report) {
  checkCount(block.elements, `${path}/elements`, 1, 10, report);
  for (const [index, element] of objects(block.elements).entries()) {
    if (element.type === "image") checkImage(element, `${path}/elements/${index}`, report);
    else checkText(element, `${path}/elements/${index}`, 3000, report);
  }
}

function checkInput(block: Json, path: string, report: Report) {
  checkText(block.label, `${path}/label`, 2000, report, true);
  if (block.hint !== undefined) checkText(block.hint, `${path}/hint`, 2000, report, true);
  if (!isObject(block.element)) return report(`${path}/element`, "missing required field");
  if (!inputElements.has(String(block.element.type)))
    report(`${path}/element/type`, `unsupported type: ${String(block.element.type)}`);
  checkElement(block.element, `${path}/element`, report);
}
