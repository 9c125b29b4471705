import type { ComponentChildren } from "preact";
import { renderPage } from "../../views/page.js";
import { assets } from "./assets.js";
import { Side } from "./side.js";
import type { Visit } from "./visit.js";

/** A page of the workspace: the side with its places and people, and what the page is about. */
export function workspacePage(
  visit: Visit,
  {
    title,
    sign,
    path,
    talkPath,
    children,
  }: { title: string; sign?: string; path: string; talkPath: string; children: ComponentChildren },
): string {
  const { t, organization } = visit;
  return renderPage({
    title: `${title} · ${organization.name} · Enfoque`,
    locale: t.locale,
    stylesheets: assets.stylesheets,
    script: assets.script,
    icon: assets.icon,
    bodyClass: "workspace",
    body: (
      <>
        <a class="skip" href="#main">
          {t.workspace.skip}
        </a>
        <Side visit={visit} path={path} talkPath={talkPath} />
        <main id="main" tabIndex={-1}>
          <header>
            <button
              type="button"
              class="plain menu-button"
              popovertarget="side"
              aria-label={t.workspace.menu}
            >
              <span aria-hidden="true">☰</span>
            </button>
            <h1 dir="auto">
              {sign ? <span class="sign">{sign}</span> : null}
              {title}
            </h1>
            {organization.isExample ? <mark class="badge">{t.workspace.example}</mark> : null}
          </header>
          {children}
        </main>
      </>
    ),
  });
}
