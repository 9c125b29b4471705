import { type Answer, formOf, visitor } from "../bots/browser/client.js";

/** A post as it stands on the page. */
export type PagePost = {
  id: string;
  /** Everything that can be read in it, without markup. */
  text: string;
  html: string;
  /** Only this person sees it. */
  isAlone: boolean;
  /** The labels of its buttons. */
  buttons: string[];
};
type Filled = Record<string, string | string[]>;
type Page = Answer & { path: string };

export type BrowserPerson = ReturnType<typeof browserPerson>;

/** Begins an empty organization in the browser workspace; whoever does so is its admin. */
export async function startOrganization(
  { port }: { port: number },
  {
    name,
    person,
    locale = "en",
    zone = "Europe/Madrid",
  }: { name: string; person: string; locale?: "en" | "es"; zone?: string },
): Promise<BrowserPerson> {
  const visit = visitor(port);
  const begun = await visit.submit(await visit.get("/workspace"), "/start/empty", {
    name,
    person,
    locale,
    zone,
  });
  expectStatus(begun, 200);
  return browserPerson(visit);
}

/** Somebody new in the browser workspace of an organization that has begun. */
export async function joinBrowser({ port }: { port: number }, name: string): Promise<BrowserPerson> {
  const visit = visitor(port);
  expectStatus(await visit.submit(await visit.get("/workspace/direct"), "/workspace/people", { name }), 200);
  return browserPerson(visit);
}

/** What a person does in the browser workspace, by the forms of its pages alone. */
function browserPerson(visit: ReturnType<typeof visitor>) {
  const direct = "/workspace/direct";

  /** Adds a channel, or finds it; gives its address. */
  async function channel(name: string): Promise<string> {
    const page = await visit.submit(await visit.get(direct), "/workspace/channels", { name });
    expectStatus(page, 200);
    return page.path;
  }

  /** Writes in a channel or, by default, to the bot alone; gives the page that follows. */
  async function say(text: string, place = direct): Promise<Page> {
    const page = await visit.submit(await visit.get(place), 'name="text"', { text });
    return { ...page, path: place };
  }

  /** Presses a button of a post. */
  async function press(post: PagePost, label: string, place = direct): Promise<Page> {
    const page = await visit.submit({ ...nothing, text: post.html }, `>${label}<`);
    return { ...page, path: place };
  }

  /** Fills in the form that a page asks for; the fields are named as in the command's input. */
  async function fill(page: Page, fields: Filled): Promise<Page> {
    const named = Object.entries(fields).map(([name, value]) => [`field.${name}`, value]);
    return { ...(await visit.submit(page, "/submit", Object.fromEntries(named))), path: page.path };
  }

  /** The posts of a channel or of the talk with the bot, oldest first. */
  async function posts(place = direct): Promise<PagePost[]> {
    return postsIn((await visit.get(place)).text);
  }

  /** The rendered message box of a place, to be sent as often as a test likes. */
  async function messageForm(place = direct) {
    return formOf((await visit.get(place)).text, 'name="text"');
  }

  /** What stands last in a place. */
  async function lastPost(place = direct): Promise<PagePost> {
    const post = (await posts(place)).at(-1);
    if (!post) throw new Error(`there is no post in ${place}`);
    return post;
  }

  /** What the bot answered this person last in a channel, whoever has posted there since. */
  async function lastAnswer(place: string): Promise<PagePost> {
    const answer = (await posts(place)).findLast(({ isAlone }) => isAlone);
    if (!answer) throw new Error(`the bot has not answered in ${place}`);
    return answer;
  }

  return { visit, direct, channel, say, press, fill, messageForm, posts, lastPost, lastAnswer };
}

const nothing: Answer = { status: 200, headers: {}, text: "" };

function postsIn(html: string): PagePost[] {
  const [, list = ""] = /<ol id="posts"[^>]*>([\s\S]*?)<\/ol>/.exec(html) ?? [];
  return list.split(/(?=<li id="(?:post|day)-)/).flatMap((part) => {
    const [, id] = /^<li id="post-([\da-f-]{36})"/.exec(part) ?? [];
    if (!id) return [];
    const buttons = [...part.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g)].map(([, label = ""]) =>
      textIn(label),
    );
    const isAlone = /^<li[^>]* class="post alone"/.test(part);
    return [{ id, isAlone, html: part, text: textIn(part), buttons }];
  });
}

/** What a reader sees of the form that a page asks for; undefined where it asks for none. */
export function formText({ text }: Answer): string | undefined {
  const [form] = /<section class="asked card"[\s\S]*?<\/section>/.exec(text) ?? [];
  return form && textIn(form);
}

/** A form of a page of links as a browser sends it: its hidden fields, and what a person has filled in. */
export function filledIn(html: string, filled: Record<string, string>): RequestInit {
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const known = Object.fromEntries(hidden.map(([, name = "", value = ""]) => [name, value]));
  return { method: "POST", body: new URLSearchParams({ ...known, ...filled }) };
}

/** What a reader sees of HTML: each piece of text on a line of its own. */
export function textIn(html: string): string {
  return html
    .replace(/<[^>]*>/g, "\n")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name = "") => {
      if (decimal ?? hex)
        return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16));
      return named[name] ?? whole;
    })
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function expectStatus({ status, text }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`the workspace answered ${status}: ${textIn(text).slice(0, 300)}`);
}
