import type { Request, Response, Router } from "express";
import { z } from "zod";
import { zone } from "../../domain/commands.js";
import { localeTag } from "../../domain/customers/locale.js";
import { personName } from "../../domain/members/join-workspace.js";
import { typedText } from "../../domain/text.js";
import { catalogue, languages } from "../../i18n/catalogue.js";
import { localeOf, panelPage } from "./notice.js";
import type { BrowserOptions } from "./options.js";
import { base } from "./paths.js";
import { tokenOf } from "./safety.js";
import { channelPath, directPath, openVisit } from "./visit.js";

const beginning = z.object({
  name: typedText.pipe(z.string().trim().min(1).max(100)),
  person: personName,
  locale: localeTag,
  // Filled in by the script where there is one.
  zone: zone.catch(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
});

/** The first page: of an empty database, of an organization without people, else the way into the workspace. */
export function startRoutes(router: Router, options: BrowserOptions): void {
  router.get("/", async (req, res) => {
    const visit = await openVisit(options, req, res);
    if (visit === undefined) {
      res.send(startPage(req, res));
    } else if (visit === "nobody") {
      res.send(joinPage(req, res));
    } else {
      const first = visit.channels.find(({ name }) => name === "general") ?? visit.channels[0];
      res.redirect(303, first ? channelPath(first.id) : directPath);
    }
  });
  router.post("/start/example", async (req, res) => {
    if (!(await options.organization())) await options.start.example(localeOf(req));
    res.redirect(303, base);
  });
  router.post("/start/empty", async (req, res) => {
    const begun = beginning.safeParse(req.body);
    if (!begun.success) {
      res.status(422).send(startPage(req, res));
      return;
    }
    if (!(await options.organization())) await options.start.empty(begun.data);
    res.redirect(303, base);
  });
}

function startPage(req: Request, res: Response): string {
  const locale = localeOf(req);
  const t = catalogue(locale);
  const { workspace } = t;
  const token = <input type="hidden" name="token" value={tokenOf(res)} />;
  const typed = (req.body ?? {}) as Record<string, string>;
  return panelPage(
    t,
    workspace.welcome,
    <>
      <p>{workspace.about}</p>
      <form method="post" action={`${base}/start/example?lang=${locale}`} class="card">
        {token}
        <h2>{workspace.lookAround}</h2>
        <p>{workspace.exampleIs}</p>
        <button type="submit" class="primary">
          {workspace.loadExample}
        </button>
      </form>
      <form method="post" action={`${base}/start/empty?lang=${locale}`} class="card">
        {token}
        <input type="hidden" name="zone" value="" />
        <h2>{workspace.startEmpty}</h2>
        <p>{workspace.startEmptyIs}</p>
        <label>
          {workspace.organizationName}
          <input
            type="text"
            name="name"
            required
            maxLength={100}
            value={typed.name}
            autocomplete="organization"
            dir="auto"
          />
        </label>
        <label>
          {workspace.yourName}
          <input
            type="text"
            name="person"
            required
            maxLength={80}
            value={typed.person}
            autocomplete="name"
            dir="auto"
          />
        </label>
        <label>
          {workspace.language}
          <select name="locale">
            {languages.map((one) => (
              <option key={one} value={one} selected={one === locale}>
                {catalogue(one).languageName}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="plain">
          {workspace.start}
        </button>
      </form>
      <p class="languages">
        {languages.map((one) => (
          <a
            key={one}
            href={`${base}?lang=${one}`}
            lang={one}
            aria-current={one === locale ? "true" : undefined}
          >
            {catalogue(one).languageName}
          </a>
        ))}
      </p>
    </>,
  );
}

function joinPage(req: Request, res: Response): string {
  const t = catalogue(localeOf(req));
  const { workspace } = t;
  return panelPage(
    t,
    workspace.whoAreYou,
    <form method="post" action={`${base}/people`} class="card">
      <input type="hidden" name="token" value={tokenOf(res)} />
      <label>
        {workspace.yourName}
        <input type="text" name="name" required maxLength={80} autocomplete="name" dir="auto" />
      </label>
      <button type="submit" class="primary">
        {workspace.enter}
      </button>
    </form>,
  );
}
