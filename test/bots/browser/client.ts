import { request } from "node:http";

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };
type Sending = { method?: string; headers?: Record<string, string>; body?: string };

/** A browser without scripts: keeps cookies, follows redirects, fills in forms as they were rendered. */
export function visitor(port: number, headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>();

  function send(path: string, { method = "GET", headers: more = {}, body }: Sending = {}): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const type = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    return new Promise((resolve, reject) => {
      const options = { port, path, method, host: "127.0.0.1", agent: false as const };
      const sent = request(
        { ...options, headers: { host: `localhost:${port}`, cookie, ...type, ...headers, ...more } },
        (res) => {
          for (const line of res.headers["set-cookie"] ?? []) {
            const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            cookies.set(name, value);
          }
          const chunks: Buffer[] = [];
          res.on("data", (chunk: Buffer) => chunks.push(chunk));
          res.on("end", () =>
            resolve({
              status: res.statusCode ?? 0,
              headers: res.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async function get(path: string): Promise<Answer & { path: string }> {
    const answer = await send(path);
    const { location } = answer.headers;
    return typeof location === "string" ? get(withoutFragment(location)) : { ...answer, path };
  }

  /** Sends the form that shows `words`, as rendered but for `filled`; gives the page it leads to. */
  async function submit(page: Answer, words: string, filled: Record<string, string | string[]> = {}) {
    const { action, fields } = formOf(page.text, words);
    const answer = await post(action, { ...fields, ...filled });
    const { location } = answer.headers;
    return typeof location === "string" ? get(withoutFragment(location)) : { ...answer, path: action };
  }

  function post(path: string, fields: Record<string, string | string[]>, more: Record<string, string> = {}) {
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    return send(path, { method: "POST", headers: more, body: new URLSearchParams(pairs).toString() });
  }

  return { send, get, submit, post, cookies };
}

function withoutFragment(address: string): string {
  return address.replace(/#.*/, "");
}

/** The address and the rendered values of the first form that contains `words`. */
export function formOf(html: string, words: string): { action: string; fields: Record<string, string> } {
  const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)].find(([all]) =>
    all.includes(words),
  );
  if (!form) throw new Error(`no form shows "${words}"`);
  const [all, action = ""] = form;
  const fields: Record<string, string> = {};
  for (const [tag] of all.matchAll(/<input(?:[^>"]|"[^"]*")*>/g)) {
    if (/type="(checkbox|radio)"/.test(tag) && !/ checked/.test(tag)) continue;
    const name = attribute(tag, "name");
    if (name) fields[name] = attribute(tag, "value") ?? "";
  }
  for (const [, name = "", value = ""] of all.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)/g)) {
    fields[name] = unescaped(value);
  }
  for (const [, name = "", options = ""] of all.matchAll(
    /<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const tags = [...options.matchAll(/<option[^>]*>/g)].map(([tag]) => tag);
    const chosen = tags.find((tag) => / selected/.test(tag)) ?? tags[0] ?? "";
    fields[name] = attribute(chosen, "value") ?? "";
  }
  return { action: unescaped(action), fields };
}

function attribute(tag: string, name: string): string | undefined {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : unescaped(value);
}

function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
