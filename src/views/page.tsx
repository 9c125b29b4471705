import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import type { Locale } from "../domain/customers/store.js";

/** A whole HTML document; every style and script is a file of its own, so that a strict CSP can hold. */
export function renderPage(props: {
  title: string;
  locale: Locale;
  stylesheets: string[];
  script?: string;
  body: VNode;
  /** True where search engines may list the page. */
  robots?: boolean;
  bodyClass?: string;
  /** Address of an SVG icon. */
  icon?: string;
}): string {
  const { title, locale, stylesheets, script, body, robots, bodyClass, icon } = props;
  const html = render(
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {robots ? null : <meta name="robots" content="noindex, nofollow" />}
        <title>{title}</title>
        {icon ? <link rel="icon" href={icon} type="image/svg+xml" /> : null}
        {stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {script ? <script src={script} defer /> : null}
      </head>
      <body class={bodyClass}>{body}</body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
