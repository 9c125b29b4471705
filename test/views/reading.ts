import { expect } from "vitest";
import { registry } from "../../src/bots/commands/registry.js";
import { commands } from "../../src/domain/commands.js";
import type { Action, Card, Element } from "../../src/views/card.js";

/** Everything a card says, line by line. */
export function linesOf(card: Card): string[] {
  return [card.title, ...card.elements.flatMap(linesOfElement), ...buttonsOf(card).map(({ label }) => label)];
}

function linesOfElement(element: Element): string[] {
  switch (element.type) {
    case "facts":
      return element.facts.map(({ label, value }) => `${label}: ${value}`);
    case "list":
      return element.items.map(({ text }) => text);
    case "link":
      return [element.label];
    case "heading":
    case "text":
    case "quote":
      return [element.text];
  }
}

/** Every button of a card, those of its lists first. */
export function buttonsOf(card: Card): Action[] {
  const inLists = card.elements.flatMap((element) =>
    element.type === "list" ? element.items.flatMap(({ action }) => action ?? []) : [],
  );
  return [...inLists, ...(card.actions ?? [])];
}

/** What every card keeps: something to read in each place, nothing unfilled, and buttons that do something. */
export function expectWhole(card: Card): void {
  for (const line of linesOf(card)) {
    expect(line).toMatch(/\S/);
    expect(line).not.toMatch(/undefined|null|NaN|\[object|Invalid Date|\d{4}-\d\d-\d\dT/);
  }
  for (const { command, input } of buttonsOf(card)) {
    // A button fills in everything, or its command has a form that asks for the rest.
    const whole = commands[command].safeParse(input).success || registry[command].form !== undefined;
    expect(whole, `the button for ${command} with ${JSON.stringify(input)}`).toBe(true);
  }
}
