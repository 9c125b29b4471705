import type { VNode } from "preact";

const address = /(https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)\]])/;

/** The address if it is a web address, else undefined; anything else could run a script. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

/** A text with its web addresses made into links. */
export function Linked({ text }: { text: string }): VNode {
  // Splitting by a captured pattern leaves text and addresses by turns.
  const parts = text.split(address).map((part, index) => {
    const href = index % 2 === 1 ? webAddress(part) : undefined;
    if (href === undefined) return part;
    return (
      <a key={index} href={href} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    );
  });
  return <>{parts}</>;
}
