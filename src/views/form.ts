import type { CommandName } from "../domain/commands.js";

type Common = { name: string; label: string; hint?: string; optional?: boolean; error?: string };

export type Field =
  | (Common & { type: "text" | "multiline"; value?: string; maxLength?: number })
  | (Common & { type: "select"; options: Option[]; value?: string })
  | (Common & { type: "multiselect"; options: Option[]; value?: string[] })
  | (Common & { type: "datetime"; value?: string });

export type Option = { value: string; label: string };

/** What we ask for in chat, free of any platform: filling it in gives `command` its input. */
export type Form = {
  kind: "form";
  title: string;
  intro?: string;
  /** A problem with the whole that belongs to no field. */
  error?: string;
  command: CommandName;
  /** Input that is known already and travels with the form, unseen. */
  known: Record<string, string>;
  fields: Field[];
  submit: string;
};
