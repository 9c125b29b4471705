import { randomUUID } from "node:crypto";
import type { Locale } from "../domain/customers/store.js";
import type { Directory } from "../domain/directory.js";
import { loadExample } from "../domain/example/load-example.js";
import { createOrganization } from "../domain/organizations/create-organization.js";
import type { Base } from "./base.js";

/** The browser workspace as a workspace among Slack's and Teams'. */
export const BROWSER_WORKSPACE = "local";

const BEGINNING_LOOKS = 50;
const BEGINNING_PAUSE_MS = 100;

/** Loads the example organization into an empty database; does nothing where there is one already. */
export async function startExample(base: Base, locale: Locale): Promise<void> {
  const organizationId = await claimBeginning(base);
  if (!organizationId) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await loadExample(base.contextOf(organizationId, { kind: "service" }), { locale, zone });
  await base.directory.bindWorkspace("browser", BROWSER_WORKSPACE, organizationId, randomUUID());
}

/** A new organization's id for the first of those who begin at once; undefined for the others. */
export async function claimBeginning({ directory, now }: Base): Promise<string | undefined> {
  if ((await directory.organizations()).length > 0) return undefined;
  const first = await directory.firstSeen("begin-organization", new Date(now().getTime() + 60_000));
  return first ? randomUUID() : undefined;
}

/** The organization that the browser workspace belongs to; undefined while the database is empty. */
export async function shownOrganization(directory: Directory) {
  const organizations = await directory.organizations();
  const bound = await directory.organizationAt("browser", BROWSER_WORKSPACE);
  return organizations.find(({ id }) => id === bound) ?? organizations[0];
}

/** The organization that the command line works in: the first there is, begun where the database is empty. */
export async function operatorsOrganization(base: Base): Promise<string> {
  const { directory, config } = base;
  let [organization] = await directory.organizations();
  if (!organization) {
    const id = await claimBeginning(base);
    if (id) {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      await createOrganization(base.contextOf(id, { kind: "service" }), {
        name: "Enfoque",
        locale: config.locale,
        zone,
      });
    }
    [organization] = await directory.organizations();
  }
  // Somebody else has begun it a moment ago; it is there when their transaction ends.
  for (let looks = 1; !organization && looks <= BEGINNING_LOOKS; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, BEGINNING_PAUSE_MS));
    [organization] = await directory.organizations();
  }
  if (!organization) throw new Error("the organization is being created; try again");
  return organization.id;
}
