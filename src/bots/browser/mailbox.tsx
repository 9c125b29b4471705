import type { Request, Router } from "express";
import type { MailRow } from "../../domain/workspace/store.js";
import { workspacePage } from "./layout.js";
import { Linked } from "./linked.js";
import { sendNotice } from "./notice.js";
import type { BrowserOptions } from "./options.js";
import { base, isId } from "./paths.js";
import { directPath, type Visit } from "./visit.js";
import { visiting } from "./visiting.js";

const MAILS_SHOWN = 100;
const path = `${base}/mailbox`;

/** A mail may style itself and be clicked; it runs nothing and loads nothing. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** The mails that were "sent" while no mail server is configured. */
export function mailboxRoutes(router: Router, options: BrowserOptions): void {
  router.get(
    "/mailbox",
    visiting(options, async (visit, _req, res) => {
      res.send(listPage(visit, await visit.store.workspace.mails(MAILS_SHOWN)));
    }),
  );
  router.get(
    "/mailbox/:id",
    visiting(options, async (visit, req, res) => {
      const mail = await mailOf(visit, req);
      if (!mail) return sendNotice(req, res, 404, "notFound", "notFoundText");
      res.send(mailPage(visit, mail));
    }),
  );
  router.get(
    "/mailbox/:id/html",
    visiting(options, async (visit, req, res) => {
      const mail = await mailOf(visit, req);
      if (!mail) return sendNotice(req, res, 404, "notFound", "notFoundText");
      res.set("Content-Security-Policy", mailPolicy).type("html").send(openingElsewhere(mail.html));
    }),
  );
}

async function mailOf({ store }: Visit, req: Request): Promise<MailRow | undefined> {
  const id = String(req.params.id);
  return isId(id) ? store.workspace.mail(id) : undefined;
}

/** Links inside the frame open beside the workspace, not inside the frame. */
function openingElsewhere(html: string): string {
  const target = '<base target="_blank">';
  return /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}${target}`)
    : `${target}${html}`;
}

function When({ mail, visit }: { mail: MailRow; visit: Visit }) {
  return (
    <time dateTime={mail.createdAt.toISOString()}>
      {visit.t.format.moment(mail.createdAt, visit.actor.zone)}
    </time>
  );
}

function listPage(visit: Visit, mails: MailRow[]): string {
  const { workspace } = visit.t;
  return workspacePage(visit, {
    title: workspace.mailbox,
    path,
    talkPath: directPath,
    children: (
      <div class="scroll plain-flow">
        <div class="column">
          <p class="muted">{mails.length > 0 ? workspace.mailboxIs : workspace.noMails}</p>
          <ul class="mails">
            {mails.map((mail) => (
              <li key={mail.id}>
                <a href={`${path}/${mail.id}`} class="card">
                  <strong dir="auto">{mail.subject}</strong>
                  <span class="muted">
                    {workspace.to} <bdi>{mail.recipient}</bdi> · <When mail={mail} visit={visit} />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    ),
  });
}

function mailPage(visit: Visit, mail: MailRow): string {
  const { workspace } = visit.t;
  return workspacePage(visit, {
    title: workspace.mailbox,
    path,
    talkPath: directPath,
    children: (
      <div class="scroll plain-flow">
        <div class="column mail">
          <p>
            <a href={path}>← {workspace.back}</a>
          </p>
          <h2 dir="auto">{mail.subject}</h2>
          <p class="muted">
            {workspace.to} <bdi>{mail.recipient}</bdi> · <When mail={mail} visit={visit} />
          </p>
          <h3>{workspace.asHtml}</h3>
          <iframe
            src={`${path}/${mail.id}/html`}
            title={workspace.asHtml}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
          <h3>{workspace.asText}</h3>
          <p class="text card" dir="auto">
            <Linked text={mail.text} />
          </p>
        </div>
      </div>
    ),
  });
}
