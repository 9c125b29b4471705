import type { VNode } from "preact";
import { Adding } from "./adding.js";
import { assets } from "./assets.js";
import { base } from "./paths.js";
import { People } from "./people-drawer.js";
import { channelPath, directPath, type Visit } from "./visit.js";

/** Where one can go, and who one is; beside the page, on phones above it. */
export function Side({ visit, path, talkPath }: { visit: Visit; path: string; talkPath: string }): VNode {
  const { t, organization, channels } = visit;
  const { workspace } = t;
  const current = (address: string) => (address === path ? "page" : undefined);
  return (
    <div id="side" popover="auto">
      <div class="organization">
        <img src={assets.icon} alt="" width="36" height="36" />
        <p>
          <strong dir="auto">{organization.name}</strong>
          {organization.isExample ? <mark class="badge">{workspace.example}</mark> : null}
        </p>
      </div>
      <nav aria-label={workspace.menu}>
        <ul>
          <li>
            <a href={directPath} aria-current={current(directPath)}>
              <span class="sign" aria-hidden="true">
                ◎
              </span>
              <span>Enfoque</span>
            </a>
          </li>
          <li>
            <a href={`${base}/mailbox`} aria-current={current(`${base}/mailbox`)}>
              <span class="sign" aria-hidden="true">
                ✉
              </span>
              <span>{workspace.mailbox}</span>
            </a>
          </li>
        </ul>
        <h2>{workspace.channels}</h2>
        <ul>
          {channels.map(({ id, name }) => (
            <li key={id}>
              <a href={channelPath(id)} aria-current={current(channelPath(id))}>
                <span class="sign">#</span>
                <span dir="auto">{name}</span>
              </a>
            </li>
          ))}
        </ul>
        <Adding
          visit={visit}
          action={`${base}/channels`}
          title={workspace.addChannel}
          label={workspace.channelName}
          path={path}
        />
      </nav>
      <People visit={visit} path={path} talkPath={talkPath} />
    </div>
  );
}
