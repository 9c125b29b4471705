import type { Request, Response, Router } from "express";
import { addChannel, channelName } from "../../domain/members/add-channel.js";
import { addPerson, personName, takeSelf } from "../../domain/members/join-workspace.js";
import { setCookie } from "./cookies.js";
import type { BrowserOptions } from "./options.js";
import { base, pathBack } from "./paths.js";
import { channelPath } from "./visit.js";
import { textOf, visiting } from "./visiting.js";

const DAYS_REMEMBERED = 90;

/** Being somebody, adding somebody, adding a channel. */
export function peopleRoutes(router: Router, options: BrowserOptions): void {
  const { organization, storeOf, newId, now } = options;

  router.post(
    "/be",
    visiting(options, async (visit, req, res) => {
      const chosen = visit.people.find(({ id }) => id === textOf(req, "member"));
      if (chosen) await be(visit.store, chosen.id, req, res);
      res.redirect(303, pathBack(textOf(req, "back")));
    }),
  );

  // Also for an organization that nobody belongs to yet, so without a visit.
  router.post("/people", async (req, res) => {
    const shown = await organization();
    const name = personName.safeParse(textOf(req, "name"));
    if (shown && name.success) {
      const store = storeOf(shown.id);
      const member = await addPerson({ store, newId, actor: { kind: "service" } }, { name: name.data });
      await be(store, member.id, req, res);
    }
    res.redirect(303, pathBack(textOf(req, "back")));
  });

  router.post(
    "/channels",
    visiting(options, async (visit, req, res) => {
      const name = channelName.safeParse(textOf(req, "name"));
      if (!name.success) return res.redirect(303, pathBack(textOf(req, "back")));
      const channel = await addChannel(visit, { name: name.data });
      res.redirect(303, channelPath(channel.id));
    }),
  );

  async function be(
    store: ReturnType<typeof storeOf>,
    memberId: string,
    req: Request,
    res: Response,
  ): Promise<void> {
    await takeSelf({ store, newId, now }, { memberId });
    setCookie(req, res, "enfoque_person", memberId, DAYS_REMEMBERED);
  }

  // What was posted from here and is asked for again by address.
  router.get(["/be", "/people", "/channels"], (_req, res) => res.redirect(303, base));
}
