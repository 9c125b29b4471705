import type { Request, Response } from "express";
import type { ComponentChildren } from "preact";
import type { Locale } from "../../domain/customers/store.js";
import { type Catalogue, catalogue, knownLocale, preferredLocale } from "../../i18n/catalogue.js";
import { renderPage } from "../../views/page.js";
import { assets } from "./assets.js";
import { base } from "./paths.js";

/** The language of somebody we do not know yet: as chosen in the address, or as their browser asks for it. */
export function localeOf(req: Request): Locale {
  const { lang } = req.query;
  return knownLocale(lang) ?? preferredLocale(req.get("accept-language")) ?? "en";
}

/** A small page with one panel in the middle. */
export function panelPage(t: Catalogue, title: string, children: ComponentChildren): string {
  return renderPage({
    title: `${title} · Enfoque`,
    locale: t.locale,
    stylesheets: assets.stylesheets,
    script: assets.script,
    icon: assets.icon,
    bodyClass: "panel-page",
    body: (
      <main class="panel">
        <p class="brand">
          <img src={assets.icon} alt="" width="32" height="32" /> Enfoque
        </p>
        <h1>{title}</h1>
        {children}
      </main>
    ),
  });
}

type Sentence = {
  [K in keyof Catalogue["workspace"]]: Catalogue["workspace"][K] extends string ? K : never;
}[keyof Catalogue["workspace"]];

/** Says in words why there is no page. */
export function sendNotice(
  req: Request,
  res: Response,
  status: number,
  title: Sentence,
  text: Sentence,
): void {
  const t = catalogue(localeOf(req));
  sendPanel(res, t, status, t.workspace[title], t.workspace[text]);
}

/** Says in words what was refused. */
export function sendRefusal(res: Response, t: Catalogue, status: number, text: string): void {
  sendPanel(res, t, status, t.workspace.refused, text);
}

function sendPanel(res: Response, t: Catalogue, status: number, title: string, text: string): void {
  const way = status === 404 ? <a href={base}>{t.workspace.home}</a> : null;
  res.status(status).send(
    panelPage(
      t,
      title,
      <>
        <p>{text}</p>
        {way}
      </>,
    ),
  );
}

/** Says that something failed, and offers to do the same act once more with nothing lost. */
export function sendFailure(req: Request, res: Response): void {
  const t = catalogue(localeOf(req));
  const { workspace } = t;
  const sent = Object.entries((req.body ?? {}) as Record<string, string | string[]>);
  const fields = sent.flatMap(([name, value]) => [value].flat().map((one) => ({ name, one })));
  const typed = fields.find(({ name }) => name === "text")?.one;
  res.status(503).send(
    panelPage(
      t,
      workspace.failed,
      <>
        <p>{workspace.failedText}</p>
        {typed ? <blockquote dir="auto">{typed}</blockquote> : null}
        <form method={req.method === "POST" ? "post" : "get"} action={req.originalUrl.split("?")[0]}>
          {fields.map(({ name, one }, index) => (
            <input key={`${name}-${index}`} type="hidden" name={name} value={one} />
          ))}
          <button type="submit">{workspace.tryAgain}</button>
        </form>
      </>,
    ),
  );
}
