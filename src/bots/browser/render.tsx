import type { VNode } from "preact";
import type { Action, Card, Element } from "../../views/card.js";
import { Linked, webAddress } from "./linked.js";

/** Where a card's buttons send what they carry; each rendered button is an act of its own. */
export type Pressing = { path: string; token: string; newId(): string };

/** A card as HTML; every text is escaped by the renderer. */
export function CardView({ card, pressing }: { card: Card; pressing: Pressing }): VNode {
  const { title, elements, actions = [] } = card;
  return (
    <article class="card">
      <h3 dir="auto">{title}</h3>
      {elements.map((element, index) => (
        <ElementView key={`${index}`} element={element} pressing={pressing} />
      ))}
      {actions.length > 0 ? (
        <div class="actions">
          {actions.map((action, index) => (
            <Button key={`${index}`} action={action} pressing={pressing} />
          ))}
        </div>
      ) : null}
    </article>
  );
}

function ElementView({ element, pressing }: { element: Element; pressing: Pressing }): VNode {
  switch (element.type) {
    case "text":
      return (
        <p class={element.muted ? "muted" : undefined} dir="auto">
          <Linked text={element.text} />
        </p>
      );
    case "heading":
      return <h4 dir="auto">{element.text}</h4>;
    case "quote":
      return <blockquote dir="auto">{element.text}</blockquote>;
    case "facts":
      return (
        <dl class="facts">
          {element.facts.map(({ label, value }, index) => (
            <div key={`${index}`}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "list":
      return (
        <ul class="items">
          {element.items.map(({ text, action }, index) => (
            <li key={`${index}`}>
              <span dir="auto">{text}</span>
              {action ? <Button action={action} pressing={pressing} about={text} /> : null}
            </li>
          ))}
        </ul>
      );
    case "link": {
      const href = webAddress(element.url);
      return (
        <p>
          {href ? (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {element.label}
            </a>
          ) : (
            element.label
          )}
        </p>
      );
    }
  }
}

/** A button that says what it is about to those who cannot see what stands next to it. */
function Button({ action, pressing, about }: { action: Action; pressing: Pressing; about?: string }): VNode {
  const { label, command, input, emphasis } = action;
  return (
    <form method="post" action={`${pressing.path}/press`}>
      <input type="hidden" name="token" value={pressing.token} />
      <input type="hidden" name="act" value={pressing.newId()} />
      <input type="hidden" name="command" value={command} />
      <input type="hidden" name="input" value={JSON.stringify(input)} />
      <button type="submit" class={emphasis ?? "plain"} aria-label={about ? `${label}: ${about}` : undefined}>
        {label}
      </button>
    </form>
  );
}
