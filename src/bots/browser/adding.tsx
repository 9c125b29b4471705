import type { VNode } from "preact";
import type { Visit } from "./visit.js";

/** A folded form that adds something by its name. */
export function Adding({
  visit,
  action,
  title,
  label,
  path,
}: {
  visit: Visit;
  action: string;
  title: string;
  label: string;
  path: string;
}): VNode {
  return (
    <details class="adding">
      <summary>
        <span class="sign" aria-hidden="true">
          +
        </span>
        {title}
      </summary>
      <form method="post" action={action}>
        <input type="hidden" name="token" value={visit.token} />
        <input type="hidden" name="back" value={path} />
        <label>
          <span>{label}</span>
          <input type="text" name="name" required maxLength={60} autocomplete="off" dir="auto" />
        </label>
        <button type="submit">{visit.t.workspace.add}</button>
      </form>
    </details>
  );
}
