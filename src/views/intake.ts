import type { IntakeContent, IntakeKind } from "../domain/intake/store.js";
import type { NeedKind } from "../domain/needs/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Action, Card, Element } from "./card.js";
import { pager } from "./pager.js";

/** What somebody told us on the public page, with what can be made of it; one click records it. */
export function intakeCard(content: IntakeContent, t: Catalogue): Card {
  const { intakeId, reference, kind, words, name, email, company, customer, state, need } = content;
  const facts = [
    ...(name ? [{ label: t.talk.name, value: name }] : []),
    ...(email ? [{ label: t.talk.email, value: email }] : []),
    ...(company ? [{ label: t.talk.company, value: company }] : []),
    { label: t.chat.customer, value: customer ?? t.talk.customerUnknown },
    { label: t.talk.code, value: reference },
  ];
  const elements: Element[] = [
    words ? { type: "quote", text: words } : { type: "text", text: t.privacy.erased, muted: true },
    { type: "facts", facts },
  ];
  const title = titleOf(content, t);
  if (need !== null) {
    const shown: Action = { label: t.chat.showNeed(need), command: "needShow", input: { number: need } };
    const close = { label: t.talk.close, command: "intakeClose", input: { intakeId } } as const;
    return {
      kind: "card",
      title,
      elements: [
        ...elements,
        { type: "text", text: t.chat.recordedAs(need) },
        ...(state === "closed" ? [{ type: "text" as const, text: t.talk.state.closed, muted: true }] : []),
      ],
      actions: state === "closed" ? [shown] : [shown, close],
    };
  }
  if (state === "closed" || !words) {
    return { kind: "card", title, elements: [...elements, { type: "text", text: t.talk.state[state] }] };
  }
  return { kind: "card", title, elements, actions: actions(intakeId, kind, t) };
}

function actions(intakeId: string, kind: IntakeKind, t: Catalogue): Action[] {
  const as = (need: NeedKind, label: string, first: boolean): Action => ({
    label,
    command: "needFromIntake",
    input: { intakeId, kind: need },
    ...(first ? { emphasis: "primary" as const } : {}),
  });
  return [
    as("need", t.chat.recordNeed, kind === "need" || kind === "feedback"),
    as("complaint", t.chat.recordComplaint, kind === "complaint"),
    ...(kind === "praise" ? [as("praise", t.talk.asPraise, true)] : []),
    { label: t.talk.close, command: "intakeClose", input: { intakeId } },
  ];
}

function titleOf({ kind, customer, company, name }: IntakeContent, t: Catalogue): string {
  return t.talk.arrived[kind](customer ?? company ?? name ?? t.talk.somebody);
}

/** What waits for somebody, oldest first. */
export function intakeListCard(
  page: { intakes: IntakeContent[]; total: number; page: number; pages: number },
  t: Catalogue,
): Card {
  if (page.total === 0) {
    return {
      kind: "card",
      title: t.talk.listTitle(0),
      elements: [{ type: "text", text: t.talk.listEmpty }],
    };
  }
  return {
    kind: "card",
    title: t.talk.listTitle(page.total),
    elements: [
      {
        type: "list",
        items: page.intakes.map((intake) => ({
          text: `${titleOf(intake, t)} · ${t.format.day(intake.createdAt)} · ${beginning(intake.words)}`,
          action: { label: t.chat.show, command: "intakeShow", input: { intakeId: intake.intakeId } },
        })),
      },
    ],
    actions: pager(page, (number) => ({ command: "intakeList", input: { page: number } }), t),
  };
}

const BEGINNING = 80;

function beginning(words: string): string {
  const [...letters] = words.replace(/\s+/g, " ");
  return letters.length > BEGINNING ? `${letters.slice(0, BEGINNING).join("").trimEnd()}…` : letters.join("");
}
