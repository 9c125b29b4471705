import type { ComponentChildren } from "preact";
import type { Catalogue } from "../../i18n/catalogue.js";
import { Alert, framePage } from "../frame.js";

/** What is uploaded behind a link: customers, or the contacts that a survey asks. */
export type ListPurpose = "customers" | "audience";

/** The columns that a list of customers may have, in the order of the sample. */
const columns = ["name", "kind", "segment", "country", "contact", "email", "language", "zone"] as const;

/** A list to start from. */
export const sample = [
  columns.join(","),
  "Northwind Ltd,direct,enterprise,GB,Ada Moss,ada.moss@northwind.example,en,Europe/London",
  "Northwind Ltd,direct,enterprise,GB,Ben Frost,ben.frost@northwind.example,en,Europe/London",
  "Talleres Ibarra,indirect,retail,ES,Nuria Ibarra,nuria@ibarra.example,es,Europe/Madrid",
  "",
].join("\r\n");

export type Place = { t: Catalogue; token: string; purpose?: ListPurpose };

/** Explains the columns and takes a file or pasted lines. */
export function uploadPage(
  page: Place & { nonce: string; pasted?: string; error?: string | undefined },
): string {
  const { t, token, nonce, pasted = "", error, purpose } = page;
  const words = purpose === "audience" ? t.upload.audience : t.upload;
  const shown = purpose === "audience" ? (["email"] as const) : columns;
  return frame({
    t,
    token,
    title: error ? t.survey.errorTitle(words.title) : words.title,
    children: (
      <>
        <h1>{words.title}</h1>
        <Alert id="error" text={error} />
        <p>
          {words.intro} {words.again}
        </p>
        <form method="post" encType="multipart/form-data" action={`/upload/${token}`}>
          <input type="hidden" name="nonce" value={nonce} />
          <input type="hidden" name="lang" value={t.locale} />
          <label for="file">{t.upload.file}</label>
          <input
            type="file"
            id="file"
            name="file"
            accept=".csv,.tsv,.txt,text/csv"
            aria-describedby="file-hint"
          />
          <p class="small" id="file-hint">
            {t.upload.fileHint}
          </p>
          <label for="pasted">{t.upload.or}</label>
          <textarea id="pasted" name="pasted" rows={6} spellcheck={false} placeholder={shown.join(",")}>
            {pasted}
          </textarea>
          <button type="submit">{t.upload.send}</button>
        </form>
        {purpose === "audience" ? <AudienceColumns t={t} /> : <Columns t={t} />}
      </>
    ),
  });
}

function AudienceColumns({ t }: { t: Catalogue }) {
  return (
    <>
      <h2>{t.upload.columnsTitle}</h2>
      <p>
        <code>email</code>: {t.upload.audience.email}
      </p>
    </>
  );
}

function Columns({ t }: { t: Catalogue }) {
  return (
    <>
      <h2>{t.upload.columnsTitle}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.upload.column}</th>
              <th scope="col">{t.upload.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr>
                <th scope="row">
                  <code>{column}</code>
                </th>
                <td>{t.upload.columns[column]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <a href="/upload-sample.csv" download>
          {t.upload.sample}
        </a>
      </p>
    </>
  );
}

/** Says why nothing can be uploaded here. */
export function uploadNotice(notice: Place & { title: string; text: string; help?: string }): string {
  const { t, token, title, text, help } = notice;
  return frame({
    t,
    token,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p role="alert">{text}</p>
        {help && <p>{help}</p>}
      </>
    ),
  });
}

/** A page behind an upload link. */
export function frame({
  t,
  token,
  title,
  children,
}: Place & { title: string; children: ComponentChildren }): string {
  return framePage({
    t,
    title,
    children,
    languages: { href: (locale) => `/upload/${token}?lang=${locale}` },
  });
}
