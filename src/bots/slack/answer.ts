import type { Logger } from "pino";
import { type Catalogue, catalogue } from "../../i18n/catalogue.js";
import { noteCard } from "../../views/note.js";
import type { Caller, Dispatch, Reply, Request } from "../command.js";
import { faultOf } from "./client.js";
import type { FirstSeen } from "./guard.js";

/** `failed`: nothing was done, and `reply` says so. */
type Answer = { reply: Reply; t: Catalogue; failed: boolean };

type Answerer = {
  /** Always gives something to show, even where the database is gone. */
  answer(caller: Caller, request: Request): Promise<Answer>;
  /** The same for one click; undefined for the later ones of a double click. */
  answerClick(caller: Caller, request: Request, click: string): Promise<Answer | undefined>;
  /** The language a person was last answered in by this process: only for what is said without the database. */
  languageOf(caller: Caller): Catalogue;
};

const doubleClickMs = 2_000;
const rememberedLanguages = 5_000;

/** Asks the service, and says so in words where it cannot answer. */
export function createAnswerer(options: {
  dispatch: Dispatch;
  firstSeen: FirstSeen;
  now: () => Date;
  log: Logger;
}): Answerer {
  const { dispatch, firstSeen, now, log } = options;
  const languages = new Map<string, Catalogue>();
  const languageOf = (caller: Caller) => languages.get(keyOf(caller)) ?? catalogue("en");

  async function answer(caller: Caller, request: Request): Promise<Answer> {
    try {
      const { reply, t } = await dispatch(caller, request);
      if (languages.size >= rememberedLanguages) languages.clear();
      languages.set(keyOf(caller), t);
      return { reply, t, failed: false };
    } catch (error) {
      return unavailable(caller, request, error);
    }
  }

  async function answerClick(caller: Caller, request: Request, click: string): Promise<Answer | undefined> {
    try {
      const first = await firstSeen(click, new Date(now().getTime() + doubleClickMs));
      return first ? await answer(caller, request) : undefined;
    } catch (error) {
      return unavailable(caller, request, error);
    }
  }

  function unavailable(caller: Caller, { kind }: Request, error: unknown): Answer {
    log.error({ platform: "slack", kind, ...faultOf(error) }, "a request failed");
    const t = languageOf(caller);
    return { reply: noteCard("Enfoque", t.unavailable), t, failed: true };
  }

  return { answer, answerClick, languageOf };
}

function keyOf({ workspaceId, person }: Caller): string {
  return `${workspaceId}:${person.externalId}`;
}
