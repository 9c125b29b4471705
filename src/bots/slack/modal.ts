import type { types } from "@slack/bolt";
import { z } from "zod";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import type { Form } from "../../views/form.js";
import { fieldBlocks, problemBlocks } from "./fields.js";
import { limits } from "./limits.js";
import { cardBlocks, headBlocks, textBlocks } from "./render.js";
import { createFit } from "./text.js";

type Block = types.KnownBlock;

const place = z.object({ externalId: z.string(), name: z.string() });
const metadata = z.object({
  command: z.string().optional(),
  known: z.record(z.string(), z.string()).default({}),
  place: place.optional(),
});

/** What travels with a modal, unseen: its command, the input known already, the channel it was asked for in. */
export type Metadata = z.infer<typeof metadata>;
type Place = z.infer<typeof place>;

/** A form as a modal. */
export function formView(form: Form, t: Catalogue, place?: Place): types.ModalView {
  const fit = createFit();
  const title = createFit();
  const view = {
    ...viewFrame(title.line(form.title, limits.viewTitle), {
      command: form.command,
      known: form.known,
      ...(place ? { place } : {}),
    }),
    submit: fit.line(form.submit, limits.viewButton),
    close: fit.line(t.platform.cancel, limits.viewButton),
  };
  const blocks: Block[] = [
    ...(title.clipped ? headBlocks(form.title) : []),
    ...problemBlocks(form.error),
    ...textBlocks(form.intro ?? ""),
    ...form.fields.flatMap((field) => fieldBlocks(field, fit, t)),
  ];
  return { ...view, blocks: blocks.slice(0, limits.viewBlocks) };
}

/** A card as a modal that can only be closed. */
export function cardView(card: Card, t: Catalogue, place?: Place): types.ModalView {
  const fit = createFit();
  return {
    ...viewFrame(fit.line("Enfoque", limits.viewTitle), { known: {}, ...(place ? { place } : {}) }),
    close: fit.line(t.platform.close, limits.viewButton),
    blocks: cardBlocks(card, t, limits.viewBlocks),
  };
}

/** What travelled with a modal; undefined where it is none of ours. */
export function readMetadata(text: string): Metadata | undefined {
  try {
    return metadata.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The errors of a re-shown form by field, where all of them belong to fields that are on the screen. */
export function errorsInPlace(form: Form, shown: string[]): Record<string, string> | undefined {
  const wrong = form.fields.flatMap(({ name, error }) => (error ? [[name, error] as const] : []));
  if (form.error || wrong.length === 0 || wrong.some(([name]) => !shown.includes(name))) return undefined;
  return Object.fromEntries(wrong);
}

function viewFrame(title: types.PlainTextElement, carried: Metadata) {
  const private_metadata = JSON.stringify(carried);
  // Cutting it would send other input than was shown, so this is a bug of whoever made the form.
  if (private_metadata.length > limits.privateMetadata)
    throw new RangeError("a modal's known input is too long");
  return { type: "modal" as const, callback_id: "enfoque", private_metadata, title };
}
