import type { Answer } from "../domain/announcements/store.js";
import type { MessageContent, NeedContent, TeamAnswer } from "../domain/messages.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card, Element } from "./card.js";
import { themeLabel } from "./theme.js";

/** A need as it is told to one team, with what the team can answer until one of them has. */
export function needAnnouncedCard(content: MessageContent["needAnnounced"], t: Catalogue): Card {
  const { announcementId, settled, team } = content;
  const card = needCard(content, t);
  if (settled?.answer) {
    const said: Element = {
      type: "text",
      text: t.chat.settled(t.answer[settled.answer], settled.by ?? team),
    };
    return { ...card, elements: [...card.elements, said] };
  }
  const answer = (choice: Answer) =>
    ({ label: t.answer[choice], command: "needAnswer", input: { announcementId, answer: choice } }) as const;
  return {
    ...card,
    elements: [...card.elements, { type: "text", text: t.chat.askTeam(team), muted: true }],
    actions: [
      { ...answer("understood"), emphasis: "primary" },
      answer("will_act"),
      { label: t.chat.question, command: "needAsk", input: { announcementId } },
      answer("not_ours"),
    ],
  };
}

/** A need as it is shown where it was recorded. */
export function needRecordedCard(content: NeedContent, t: Catalogue): Card {
  return needCard(content, t);
}

/** A need with its voices, its teams and its coverage. */
export function needCard(content: NeedContent, t: Catalogue): Card {
  const { number, summary, kind, horizon, customers, themes, voices, author } = content;
  const told = voices.filter(({ words }) => words !== summary);
  const elements: Element[] = [
    {
      type: "facts",
      facts: [
        { label: t.chat.customer, value: t.format.list(customers) },
        { label: t.chat.kind, value: `${t.needKind[kind]} · ${t.horizon[horizon]}` },
        ...(themes.length > 0
          ? [{ label: t.chat.themes, value: themes.map((theme) => themeLabel(theme, t)).join(", ") }]
          : []),
        { label: t.chat.recordedBy, value: author },
      ],
    },
    ...told.map(({ words }): Element => ({ type: "quote", text: words || t.privacy.erased })),
    ...coverageElements(content, t),
  ];
  return { kind: "card", title: `N-${number} · ${summary || t.privacy.erased}`, elements };
}

function coverageElements({ teams, coverage }: NeedContent, t: Catalogue): Element[] {
  if (teams.length === 0) return [{ type: "text", text: t.chat.noTeams, muted: true }];
  return [
    { type: "text", text: t.chat.coverage(coverage.acknowledged, coverage.asked) },
    { type: "list", items: teams.map((team) => ({ text: `${team.team}: ${answerOf(team, t)}` })) },
  ];
}

function answerOf({ answer, by, question }: TeamAnswer, t: Catalogue): string {
  if (answer) return by ? `${t.answer[answer]} (${by})` : t.answer[answer];
  return question ? t.chat.questionAsked : t.chat.waiting;
}
