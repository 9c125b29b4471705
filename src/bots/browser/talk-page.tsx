import type { VNode } from "preact";
import type { PostRow } from "../../domain/workspace/store.js";
import type { Form } from "../../views/form.js";
import { completions } from "./completions.js";
import { FormView } from "./form.js";
import { workspacePage } from "./layout.js";
import { Posts } from "./posts.js";
import type { Place, Visit } from "./visit.js";

/** A channel or the talk with the bot: what was posted, a form that is being asked, and the message box. */
export function talkPage(visit: Visit, place: Place, posts: PostRow[], form?: Form): string {
  const { t, token, newId } = visit;
  const { channel, path } = place;
  return workspacePage(visit, {
    title: channel?.name ?? "Enfoque",
    ...(channel ? { sign: "#" } : {}),
    path,
    talkPath: path,
    children: (
      <>
        <div class="scroll">
          <div class="column">
            <section role="log" aria-label={t.workspace.posts}>
              <Posts posts={posts} visit={visit} place={place} />
            </section>
            {form ? <FormView form={form} pressing={{ path, token, newId }} t={t} /> : null}
          </div>
        </div>
        <MessageBox visit={visit} place={place} focused={form === undefined} />
      </>
    ),
  });
}

function MessageBox({ visit, place, focused }: { visit: Visit; place: Place; focused: boolean }): VNode {
  const { t, token, newId } = visit;
  const { workspace } = t;
  const { channel, path } = place;
  return (
    <form method="post" action={`${path}/say`} class="message-box">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="act" value={newId()} />
      <input
        type="text"
        name="text"
        aria-label={workspace.message(channel ? `#${channel.name}` : "Enfoque")}
        placeholder={channel ? workspace.channelHint : workspace.directHint}
        list="commands"
        maxLength={4000}
        autocomplete="off"
        autofocus={focused}
        enterkeyhint="send"
        dir="auto"
      />
      <datalist id="commands">
        {completions(t, channel ? "/" : "").map(({ words, usage }) => (
          <option key={words} value={words} label={usage} />
        ))}
      </datalist>
      <button type="submit" class="primary">
        {workspace.send}
      </button>
    </form>
  );
}
