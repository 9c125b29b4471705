import { type Fields, firstOf } from "./fields.js";

const wordsOfMachines =
  /^(automatic reply|auto(matic)?[- ]?reply|autoreply|out of (the )?office|respuesta autom[aá]tica|fuera de (la )?oficina|ausente)\b/i;

/** Whether nobody wrote a mail: RFC 3834 first, then what programs did before it and still do. */
export function isAutomatic(head: Fields, subject: string): boolean {
  const submitted = firstOf(head, "auto-submitted");
  if (submitted && !submitted.startsWith("no")) return true;
  if (["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"].some((name) => head.has(name)))
    return true;
  if (/^(auto_reply|bulk|junk|list)\b/.test(firstOf(head, "precedence"))) return true;
  const sender = head.get("return-path")?.[0];
  // Nobody can be answered there, so nobody wrote it.
  if (sender !== undefined && /^(<>)?$/.test(sender)) return true;
  if (/\b(mailer-daemon|postmaster)@/.test(firstOf(head, "from"))) return true;
  return wordsOfMachines.test(subject.trim());
}
