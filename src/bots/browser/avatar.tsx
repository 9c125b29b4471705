import { createHash } from "node:crypto";
import type { VNode } from "preact";
import { assets } from "./assets.js";

const HUES = 8;

/** The first letters of a name's first and last word, whole characters even where several make one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    firstLetter(word ?? ""),
  );
  return letters.join("").toUpperCase();
}

function firstLetter(word: string): string {
  const [first] = new Intl.Segmenter().segment(word.replace(/^[("'«“]+/, ""));
  return first?.segment ?? "";
}

/** A person's initials on a colour that is always theirs; the mark of Enfoque where there is no name. */
export function Avatar({ name }: { name: string | null }): VNode {
  if (name === null) return <img class="avatar" src={assets.icon} alt="" width="36" height="36" />;
  const hue = (createHash("sha256").update(name).digest()[0] ?? 0) % HUES;
  return (
    <span class={`avatar hue-${hue}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
