import type { OrganizationRow } from "../../domain/organizations/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { brandOf } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";

export type Notice = {
  t: Catalogue;
  organization: OrganizationRow;
  nonce: string;
  /** What was typed in one of the two forms, and what is wrong with it. */
  receipt?: { typed: string; error: string };
  data?: { typed: string; error: string };
};

/** The privacy notice of an organization, with the ways to see, take and erase what is kept. */
export function privacyPage({ t, organization, nonce, receipt, data }: Notice): string {
  const { name, slug, lawfulBasis, privacyContact } = organization;
  const p = t.privacy;
  const sections: [string, string][] = [
    [p.who, p.whoText(name)],
    [p.why, p.whyText],
    [p.basis, p.basisText[lawfulBasis]],
  ];
  const rights: [string, string][] = [
    [p.rights, p.rightsText],
    [p.object, p.objectText],
    [p.contact, privacyContact ?? p.contactNone(name)],
  ];
  return framePage({
    t,
    title: receipt || data ? t.survey.errorTitle(p.title) : p.title,
    brand: brandOf(organization),
    languages: { href: (locale) => `/privacy/${slug}?lang=${locale}` },
    robots: true,
    children: (
      <>
        <h1>{p.title}</h1>
        <Sections sections={sections} />
        <h2>{p.kept}</h2>
        <Kept t={t} />
        <p class="small">{p.anonymous}</p>
        <Sections sections={rights} />
        <h2>{p.dataTitle}</h2>
        <p>{p.dataText}</p>
        <form method="post" action={`/privacy/${slug}/data`}>
          <Alert id="data-error" text={data?.error} />
          <label for="email">{p.email}</label>
          <input
            type="email"
            id="email"
            name="email"
            value={data?.typed ?? ""}
            required
            maxLength={254}
            autocomplete="email"
            {...(data ? { "aria-invalid": true, "aria-describedby": "data-error" } : {})}
          />
          <input type="hidden" name="nonce" value={nonce} />
          <input type="hidden" name="lang" value={t.locale} />
          <button type="submit">{p.dataSend}</button>
        </form>
        <h2>{p.receiptTitle}</h2>
        <p>{p.receiptText}</p>
        <form method="post" action={`/privacy/${slug}/receipt`}>
          <Alert id="receipt-error" text={receipt?.error} />
          <label for="code">{p.receipt}</label>
          <input
            type="text"
            id="code"
            name="code"
            class="short"
            value={receipt?.typed ?? ""}
            required
            maxLength={60}
            autocomplete="off"
            spellcheck={false}
            aria-describedby={receipt ? "receipt-error code-hint" : "code-hint"}
            {...(receipt ? { "aria-invalid": true } : {})}
          />
          <p class="small" id="code-hint">
            {p.receiptHint}
          </p>
          <input type="hidden" name="lang" value={t.locale} />
          <button type="submit">{p.receiptOpen}</button>
        </form>
      </>
    ),
  });
}

function Sections({ sections }: { sections: [string, string][] }) {
  return (
    <>
      {sections.map(([title, text]) => (
        <>
          <h2>{title}</h2>
          <p>{text}</p>
        </>
      ))}
    </>
  );
}

function Kept({ t }: { t: Catalogue }) {
  return (
    <table class="kept">
      <thead>
        <tr>
          <th scope="col">{t.privacy.keptWhat}</th>
          <th scope="col">{t.privacy.keptHow}</th>
        </tr>
      </thead>
      <tbody>
        {t.privacy.keptRows.map(([what, long]) => (
          <tr>
            <th scope="row">{what}</th>
            <td>{long}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
