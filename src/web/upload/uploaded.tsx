import type { Catalogue } from "../../i18n/catalogue.js";
import { frame, type Place } from "./pages.js";

/** What came of an upload: counts, and each rejected line with its reason. */
export type ImportResult = {
  added: number;
  contacts: number;
  unchanged: number;
  rejected: { line: number; reason: string }[];
};

/** What came of an upload of the contacts that a survey asks. */
export type AudienceResult = { listed: number; rejected: ImportResult["rejected"] };

/** What was taken, and every line that was not. */
export function uploadedPage({
  t,
  token,
  result,
}: Place & { result: ImportResult | AudienceResult }): string {
  const { rejected } = result;
  const counts = [...countsOf(result, t), [t.upload.rejected, rejected.length] as const];
  const isUnchanged = "listed" in result && result.listed === 0;
  return frame({
    t,
    token,
    title: t.upload.done,
    children: (
      <>
        <h1>{t.upload.done}</h1>
        <dl class="counts">
          {counts.map(([label, count]) => (
            <div>
              <dt>{label}</dt>
              <dd>{t.format.number(count)}</dd>
            </div>
          ))}
        </dl>
        {isUnchanged && <p role="alert">{t.upload.audience.none}</p>}
        {rejected.length === 0 ? <p>{t.upload.noneRejected}</p> : <Rejected t={t} rejected={rejected} />}
        <p>
          <a href={`/upload/${token}?lang=${t.locale}`}>{t.upload.another}</a>
        </p>
      </>
    ),
  });
}

function countsOf(result: ImportResult | AudienceResult, t: Catalogue): (readonly [string, number])[] {
  if ("listed" in result) return [[t.upload.audience.listed, result.listed]];
  const { added, contacts, unchanged } = result;
  return [
    [t.upload.added, added],
    [t.upload.contacts, contacts],
    [t.upload.unchanged, unchanged],
  ];
}

function Rejected({ t, rejected }: { t: Catalogue; rejected: ImportResult["rejected"] }) {
  return (
    <>
      <h2>{t.upload.rejected}</h2>
      <p>{t.upload.rejectedHelp}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.upload.line}</th>
              <th scope="col">{t.upload.reason}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map(({ line, reason }) => (
              <tr>
                <td class="figure">{t.format.number(line)}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
