import type { ViewResponseAction } from "@slack/bolt";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Action, Card } from "../../views/card.js";
import type { Caller, Reply } from "../command.js";
import { cardView, errorsInPlace, formView } from "./modal.js";

type Shown = {
  /** The fields on the screen. */
  fields: string[];
  command: string;
  place: Caller["place"];
};

/** How a modal goes on after it was sent: with errors beside its fields, with another form, or with a card. */
export function afterSubmit(
  reply: Reply,
  t: Catalogue,
  { fields, command, place }: Shown,
): ViewResponseAction {
  if (reply.kind === "card") return { response_action: "update", view: cardView(reply, t, place) };
  const errors = reply.command === command ? errorsInPlace(reply, fields) : undefined;
  if (errors) return { response_action: "errors", errors };
  return { response_action: "update", view: formView(reply, t, place) };
}

/** The modal stays as it was filled in and says, at its first field, that nothing was recorded. */
export function afterFault(t: Catalogue, { fields: [first] }: Shown): ViewResponseAction | undefined {
  return first === undefined ? undefined : { response_action: "errors", errors: { [first]: t.unavailable } };
}

/** What was typed into a modal that is gone from the screen, so that it is not lost, with a button to send it again. */
export function faultCard(command: string, input: unknown, typed: string[], t: Catalogue): Card {
  return {
    kind: "card",
    title: "Enfoque",
    elements: [
      { type: "text", text: t.unavailable },
      ...typed.map((text) => ({ type: "quote" as const, text })),
    ],
    actions: [{ label: t.platform.tryAgain, command, input, emphasis: "primary" } as Action],
  };
}
