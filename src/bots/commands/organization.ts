import type { Context, Member } from "../../domain/context.js";
import { requireRole } from "../../domain/context.js";
import { changeOrganization } from "../../domain/organizations/change-organization.js";
import { openLogoUpload } from "../../domain/organizations/open-logo-upload.js";
import { lawfulBases, type OrganizationRow } from "../../domain/organizations/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import type { Card } from "../../views/card.js";
import { organizationCard } from "../../views/organization.js";
import type { Command } from "../command.js";
import { optionsOf, textOf } from "./fields.js";

const word = ["organization", "organización", "settings", "ajustes"];

export const organization: Command<"organization"> = {
  word,
  subword: ["", "show", "ver"],
  async run(ctx, _input, t) {
    requireRole(ctx.actor, "admin");
    return card(ctx, await ctx.store.organization.get(), t);
  },
};

export const organizationChange: Command<"organizationChange"> = {
  word,
  subword: ["change", "cambiar"],
  async form(ctx, draft, t) {
    requireRole(ctx.actor, "admin");
    const now = await ctx.store.organization.get();
    const words = t.organization;
    const text = (name: "country" | "color" | "privacyContact" | "replyTo", maxLength: number) => ({
      type: "text" as const,
      name,
      label: words[name],
      hint: words[`${name}Hint`],
      optional: true,
      value: textOf(draft[name] ?? now[name]),
      maxLength,
    });
    return {
      kind: "form",
      title: words.changeTitle,
      command: "organizationChange",
      known: {},
      submit: t.chat.save,
      fields: [
        text("color", 7),
        text("country", 2),
        {
          type: "select",
          name: "lawfulBasis",
          label: words.lawfulBasis,
          options: optionsOf(lawfulBases, words.basis),
          value: textOf(draft.lawfulBasis) || now.lawfulBasis,
        },
        text("privacyContact", 300),
        text("replyTo", 254),
      ],
    };
  },
  async run(ctx, input, t) {
    return card(ctx, await changeOrganization(ctx, input), t, t.organization.changed);
  },
};

export const organizationLogo: Command<"organizationLogo"> = {
  word,
  subword: ["logo", "logotipo"],
  async run(ctx, _input, t) {
    const { url, expiresAt } = await openLogoUpload(ctx);
    return {
      kind: "card",
      title: t.organization.uploadLogo,
      elements: [
        { type: "text", text: t.organization.uploadText(t.format.moment(expiresAt, ctx.actor.zone)) },
        { type: "link", label: t.organization.uploadOpen, url },
      ],
    };
  },
};

function card(ctx: Context<Member>, row: OrganizationRow, t: Catalogue, said?: string): Card {
  const pages = { talk: ctx.links.talk(row.slug), privacy: ctx.links.privacy(row.slug) };
  return organizationCard(row, pages, t, said);
}
