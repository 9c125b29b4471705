import type { CommandDraft, CommandName } from "../domain/commands.js";

/** A button: the command it gives and what it fills in; untrusted when it comes back. */
export type Action = {
  [N in CommandName]: {
    label: string;
    command: N;
    /** What is known already; a command with a form asks for the rest. */
    input: Partial<CommandDraft<N>>;
    emphasis?: "primary" | "danger";
  };
}[CommandName];

/** The few elements that every platform shows faithfully. No platform names here. */
export type Element =
  | { type: "heading"; text: string }
  | { type: "text"; text: string; muted?: boolean }
  | { type: "quote"; text: string }
  | { type: "facts"; facts: { label: string; value: string }[] }
  | { type: "list"; items: { text: string; action?: Action }[] }
  | { type: "link"; label: string; url: string };

/** What we say in chat, free of any platform. All texts are plain: renderers escape them. */
export type Card = {
  kind: "card";
  title: string;
  elements: Element[];
  actions?: Action[];
};
