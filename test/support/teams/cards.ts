import { isObject, type Json, objects, text } from "../loopback.js";

export const cardType = "application/vnd.microsoft.card.adaptive";
const maxBytes = 80 * 1024;
const elements = new Set(
  "TextBlock RichTextBlock Image ImageSet Media Container ColumnSet Column FactSet ActionSet Table TableRow TableCell Input.Text Input.Number Input.Date Input.Time Input.Toggle Input.ChoiceSet".split(
    " ",
  ),
);
const actions = new Set(
  "Action.Execute Action.Submit Action.OpenUrl Action.ShowCard Action.ToggleVisibility".split(" "),
);

/** Everything Teams would refuse, or show badly, in an adaptive card. */
export function cardProblems(card: unknown): string[] {
  if (!isObject(card) || card.type !== "AdaptiveCard") return ["the content is no AdaptiveCard"];
  const problems: string[] = [];
  const version = /^1\.([0-9])$/.exec(text(card.version));
  if (!version || Number(version[1]) > 5)
    problems.push(`schema version ${text(card.version)} is not 1.0 to 1.5`);
  const ids = new Set<string>();
  for (const { node, path } of typed(card, "card")) checkNode(node, path, ids, problems);
  if (isObject(card.refresh)) {
    const { userIds } = card.refresh;
    if (Array.isArray(userIds) && userIds.length > 60)
      problems.push("refresh.userIds has more than 60 users");
  }
  return problems;
}

/** Everything the Connector would refuse in an activity of ours. */
export function activityProblems(activity: Json): string[] {
  const problems: string[] = [];
  if (activity.type !== "message") return problems;
  const attachments = objects(activity.attachments);
  const words = text(activity.text).trim() || text(activity.summary).trim();
  if (attachments.length === 0 && text(activity.text).trim() === "") problems.push("the message is empty");
  for (const attachment of attachments) {
    if (attachment.contentType !== cardType) continue;
    problems.push(...cardProblems(attachment.content));
    const fallback = isObject(attachment.content) ? text(attachment.content.fallbackText) : "";
    if (!words && !fallback) problems.push("a card without fallbackText, and no text or summary beside it");
  }
  return problems;
}

/** Whether a body is above what we allow ourselves: 80 KB in UTF-16. */
export function isTooLarge(body: string): boolean {
  return body.length * 2 > maxBytes;
}

/** Every action of a card, wherever it sits. */
export function actionsOf(card: Json): Json[] {
  return [...typed(card, "card")].map(({ node }) => node).filter((node) => actions.has(text(node.type)));
}

/** The ids of a card's inputs. */
export function inputsOf(card: Json): Json[] {
  return [...typed(card, "card")]
    .map(({ node }) => node)
    .filter((node) => text(node.type).startsWith("Input."));
}

/** Walks every object with a `type`; `data` is the app's own and is left alone. */
function* typed(value: unknown, path: string): Generator<{ node: Json; path: string }> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* typed(one, `${path}[${index}]`);
  } else if (isObject(value)) {
    if (typeof value.type === "string") yield { node: value, path };
    for (const [key, one] of Object.entries(value)) {
      if (key !== "data" && key !== "msteams") yield* typed(one, `${path}.${key}`);
    }
  }
}

function checkNode(node: Json, path: string, ids: Set<string>, problems: string[]): void {
  const type = text(node.type);
  const say = (problem: string) => problems.push(`${path} (${type}): ${problem}`);
  if (type === "Action.Execute") {
    if (!text(node.verb)) say("no verb");
    if (!isObject(node.data)) say("no data");
    if (/\.refresh\.action$/.test(path) === false && !isObject(node.fallback))
      say("no Action.Submit fallback");
  }
  if (type === "Action.OpenUrl" && !/^https?:\/\//.test(text(node.url))) say(`url ${text(node.url)}`);
  if (actions.has(type)) {
    if (!text(node.title) && !/\.(selectAction|action)$/.test(path)) say("no title");
  } else if (type.startsWith("Chart.")) {
    if (node.fallback === undefined) say("no fallback");
  } else if (type.startsWith("Input.")) {
    const id = text(node.id);
    if (!id || ids.has(id)) say(`id "${id}" is missing or used twice`);
    ids.add(id);
    if (!text(node.label) && !(type === "Input.Toggle" && text(node.title))) say("no label");
  } else if (type === "TextBlock" && typeof node.text !== "string") say("no text");
  else if (type === "Image" && (!/^(https?:|data:image\/)/.test(text(node.url)) || !text(node.altText)))
    say("no url or altText");
  const known = elements.has(type) || actions.has(type) || type.startsWith("Chart.");
  const inner = type === "AdaptiveCard" || type === "TextRun" || path.endsWith(".refresh");
  if (!known && !inner && node.fallback === undefined) say("unknown type without fallback");
}
