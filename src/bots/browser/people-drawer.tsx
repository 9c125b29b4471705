import type { VNode } from "preact";
import { catalogue, languages } from "../../i18n/catalogue.js";
import { Adding } from "./adding.js";
import { Avatar } from "./avatar.js";
import { base } from "./paths.js";
import type { Visit } from "./visit.js";

/** Who one is being, who else one can be, and in which language. */
export function People({ visit, path, talkPath }: { visit: Visit; path: string; talkPath: string }): VNode {
  const { t, actor, people, token } = visit;
  const { workspace } = t;
  return (
    <details class="people">
      <summary>
        <Avatar name={actor.name} />
        <span>
          <span class="visually-hidden">{workspace.you}: </span>
          <strong dir="auto">{actor.name}</strong>
          <small>{t.role[actor.role]}</small>
        </span>
      </summary>
      <div class="drawer">
        <h2>{workspace.beAnother}</h2>
        <form method="post" action={`${base}/be`}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="back" value={path} />
          {people.map(({ id, name, role }) => (
            <button
              key={id}
              type="submit"
              class="person"
              name="member"
              value={id}
              aria-pressed={id === actor.memberId}
            >
              <Avatar name={name} />
              <span>
                <span dir="auto">{name}</span>
                <small>{t.role[role]}</small>
              </span>
            </button>
          ))}
        </form>
        <Adding
          visit={visit}
          action={`${base}/people`}
          title={workspace.addPerson}
          label={workspace.name}
          path={path}
        />
        <form method="post" action={`${talkPath}/press`} class="languages" aria-label={workspace.language}>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="act" value={visit.newId()} />
          <input type="hidden" name="command" value="language" />
          {languages.map((locale) => (
            <button
              key={locale}
              type="submit"
              class="plain"
              name="input"
              value={JSON.stringify({ locale })}
              aria-pressed={locale === actor.locale}
              lang={locale}
            >
              {catalogue(locale).languageName}
            </button>
          ))}
        </form>
      </div>
    </details>
  );
}
