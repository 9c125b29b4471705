import type { CommandDraft, CommandInput, CommandName } from "../domain/commands.js";
import type { Context, Member } from "../domain/context.js";
import type { Locale } from "../domain/customers/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "../views/card.js";
import type { Form } from "../views/form.js";

/** What a command answers, seen by the person who gave it. */
export type Reply = Card | Form;

/** Anything a person can do in chat. Typed text, a button and a form are three ways to fill `input`. */
export type Command<N extends CommandName> = {
  /** The word that leads to it and, after it, the word that picks it, in every language. None: buttons only. */
  word?: string[];
  /** "" picks the command where only the first word was typed. */
  subword?: string[];
  /** Of the commands under one word, this one takes such a text although no word picks it. */
  claims?(args: string): boolean;
  /** Makes an input of what was typed after the words. */
  fromText?(args: string): Draft<N>;
  /** Asks for what is missing; without it an incomplete input is answered with how to type it. */
  form?(ctx: Context<Member>, draft: Draft<N>, t: Catalogue): Promise<Form>;
  run(ctx: Context<Member>, input: CommandInput<N>, t: Catalogue): Promise<Reply>;
};

/** Input as far as it is known. */
export type Draft<N extends CommandName> = { [K in keyof CommandDraft<N>]?: unknown };

/** Who speaks, from where; `actKey` names the single act, so that a repeat is recognised. */
export type Caller = {
  platform: "slack" | "teams" | "browser";
  workspaceId: string;
  person: { externalId: string; name: string; address?: unknown; locale?: Locale; zone?: string };
  /** The channel; absent in a conversation between one person and the bot. */
  place?: { externalId: string; name: string; address?: unknown };
  actKey: string;
};

/** What was asked: typed text, a button pressed, or a form filled in. */
export type Request =
  | { kind: "text"; text: string }
  | { kind: "press" | "submit"; command: string; input: unknown };

/** The one door into the service for every platform; never throws a DomainError. */
export type Dispatch = (caller: Caller, request: Request) => Promise<{ reply: Reply; t: Catalogue }>;
