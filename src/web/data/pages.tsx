import type { OrganizationRow } from "../../domain/organizations/store.js";
import type { PersonData } from "../../domain/privacy/store.js";
import type { Catalogue } from "../../i18n/catalogue.js";
import { brandOf } from "../brand/brand.js";
import { Alert, framePage } from "../frame.js";
import { sayValue } from "./say.js";

type Place = { t: Catalogue; token: string; organization: OrganizationRow };
type Field = keyof Catalogue["privacy"]["field"];
type Section = keyof PersonData;

/** Everything that is kept about a person, with the ways to take it and to erase it. */
export function dataPage({ t, token, organization, data }: Place & { data: PersonData }): string {
  const p = t.privacy;
  return framePage({
    t,
    title: p.yours,
    brand: brandOf(organization),
    languages: { href: (locale) => `/d/${token}?lang=${locale}` },
    children: (
      <>
        <h1>{p.yours}</h1>
        <p>{p.yoursIntro(organization.name)}</p>
        {Object.entries(data).map(([section, rows]) => (
          <Rows
            t={t}
            zone={organization.zone}
            section={section as Section}
            rows={Array.isArray(rows) ? rows : [rows]}
          />
        ))}
        <h2>{p.take}</h2>
        <ul class="ways">
          <li>
            <a href={`/d/${token}/data.json`} download>
              {p.takeJson}
            </a>
          </li>
          <li>
            <a href={`/d/${token}/data.csv`} download>
              {p.takeCsv}
            </a>
          </li>
        </ul>
        <h2>{p.erase}</h2>
        <p>{p.eraseText}</p>
        <p>
          <a href={`/d/${token}/erase?lang=${t.locale}`}>{p.eraseOpen}</a>
        </p>
      </>
    ),
  });
}

function Rows({ t, zone, section, rows }: { t: Catalogue; zone: string; section: Section; rows: object[] }) {
  return (
    <section>
      <h2>{t.privacy.section[section]}</h2>
      {rows.length === 0 && <p class="small">{t.privacy.nothing}</p>}
      {rows.map((row) => (
        <dl class="data">
          {Object.entries(row)
            .filter(([field, value]) => field !== "id" && value !== null && value !== "" && !isEmpty(value))
            .map(([field, value]) => (
              <div>
                <dt>{t.privacy.field[field as Field]}</dt>
                <dd>{sayValue(section, field, value, zone, t)}</dd>
              </div>
            ))}
        </dl>
      ))}
    </section>
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Asks once more before everything goes. */
export function erasePage(page: Place & { nonce: string; error?: string | undefined }): string {
  const { t, token, organization, nonce, error } = page;
  const p = t.privacy;
  return framePage({
    t,
    title: error ? t.survey.errorTitle(p.eraseSure) : p.eraseSure,
    brand: brandOf(organization),
    languages: { href: (locale) => `/d/${token}/erase?lang=${locale}` },
    children: (
      <>
        <h1>{p.eraseSure}</h1>
        <Alert text={error} />
        <p>{p.eraseText}</p>
        <p>{p.eraseSureText}</p>
        <form method="post" action={`/d/${token}/erase`}>
          <input type="hidden" name="nonce" value={nonce} />
          <input type="hidden" name="lang" value={t.locale} />
          <button type="submit" class="danger">
            {p.eraseNow}
          </button>
        </form>
        <p>
          <a href={`/d/${token}?lang=${t.locale}`}>{p.keepIt}</a>
        </p>
      </>
    ),
  });
}
