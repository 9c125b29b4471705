import { randomUUID } from "node:crypto";
import type { Caller } from "../bots/command.js";
import { slackHome } from "../bots/slack/home.js";
import type { Config } from "../config.js";
import type { Context, Member } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import { enter } from "../domain/members/enter.js";
import type { Base } from "./base.js";
import { BROWSER_WORKSPACE, operatorsOrganization } from "./organizations.js";
import { slackOptions } from "./platforms.js";

/** Turns whoever speaks on a platform into a member of the organization that their workspace belongs to. */
export function createEntrance(base: Base): (caller: Caller) => Promise<Context<Member>> {
  const known = new Map<string, string>();
  const home = homeOf(base.config);
  const organizationOf = async (caller: Caller): Promise<string> => {
    const { platform, workspaceId } = caller;
    const key = `${platform}:${workspaceId}`;
    const organizationId =
      known.get(key) ??
      (await base.directory.organizationAt(platform, workspaceId)) ??
      (await adopt(base, home, caller));
    known.set(key, organizationId);
    return organizationId;
  };
  return async (caller) => {
    const { platform, workspaceId, person, place, actKey } = caller;
    const organizationId = await organizationOf(caller);
    const { actor, channelId } = await enter(base.contextOf(organizationId, { kind: "service" }), {
      identity: { platform, workspaceId, externalId: person.externalId, address: person.address },
      name: person.name,
      locale: person.locale,
      zone: person.zone,
      place: place && { platform, workspaceId, ...place },
    });
    return base.contextOf(organizationId, actor, { actKey, channelId }) as Context<Member>;
  };
}

/** Which workspace of each platform is ours; undefined where the platform is not configured. */
type Home = Record<Caller["platform"], () => Promise<string | undefined>>;

function homeOf({ slack, teams }: Config): Home {
  return {
    slack: slack ? slackHome(slackOptions(slack)) : async () => undefined,
    teams: async () => teams?.tenantId,
    browser: async () => BROWSER_WORKSPACE,
  };
}

/**
 * A workspace that is configured here and not known yet joins the organization there is, or begins one.
 * Any other is refused: in a channel shared between companies, strangers too can press our buttons.
 */
async function adopt(base: Base, home: Home, { platform, workspaceId }: Caller): Promise<string> {
  if ((await home[platform]()) !== workspaceId) throw new DomainError("workspace_unknown");
  return base.directory.bindWorkspace(platform, workspaceId, await operatorsOrganization(base), randomUUID());
}
