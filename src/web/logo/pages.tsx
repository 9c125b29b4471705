import type { OrganizationRow } from "../../domain/organizations/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { brandOf } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";

/** The page where an admin uploads the organization's logo, or takes it away. */
export function logoPage(page: {
  t: Catalogue;
  token: string;
  organization: OrganizationRow;
  nonce: string;
  said?: string | undefined;
  error?: string | undefined;
}): string {
  const { t, token, organization, nonce, said, error } = page;
  const words = t.organization.page;
  const action = `/logo/${token}`;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(words.title) : words.title,
    brand: brandOf(organization),
    languages: { href: (locale) => `${action}?lang=${locale}` },
    children: (
      <>
        <h1>{words.title}</h1>
        <Alert id="error" text={error} />
        {said && (
          <p class="note" role="status">
            {said}
          </p>
        )}
        <p>{words.intro}</p>
        <form method="post" encType="multipart/form-data" action={action}>
          <input type="hidden" name="nonce" value={nonce} />
          <input type="hidden" name="lang" value={t.locale} />
          <label for="file">{words.file}</label>
          <input
            type="file"
            id="file"
            name="file"
            accept=".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml"
            aria-describedby={error ? "error hint" : "hint"}
          />
          <p class="small" id="hint">
            {words.hint}
          </p>
          <button type="submit">{words.send}</button>{" "}
          {organization.hasLogo && (
            <button type="submit" class="quiet" name="remove" value="yes">
              {words.remove}
            </button>
          )}
        </form>
      </>
    ),
  });
}
