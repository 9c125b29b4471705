import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Context } from "../domain/context.js";
import { DomainError } from "../domain/errors.js";
import { FileFault, type ImportRows, type RejectSink } from "../domain/imports/rows.js";
import type { Catalogue } from "../i18n/catalogue.js";
import { type CsvFile, type RequiredColumns, readCsv } from "./csv.js";
import { showProgress, type Terminal } from "./progress.js";
import { type RejectsFile, rejectsFile } from "./rejects.js";

export type ImportDeps = { ctx: Context; t: Catalogue; out: (line: string) => void; stderr: Terminal };

/** 0: every row was taken; 2: some were rejected; 1: nothing could be done. */
export type ExitCode = 0 | 1 | 2;

/** What came of a file: how many rows were taken (new or not), how many rejected, and a sentence about it. */
type Outcome = { taken: number; rejected: number; sentence: string };

const SHOWN_REJECTS = 5;

type Import = (rows: ImportRows, onReject: RejectSink) => Promise<Outcome>;

/** Reads the file twice: first to its end without a change, so that a broken file changes nothing at all. */
export async function importFile(
  deps: ImportDeps,
  file: string,
  required: RequiredColumns,
  run: Import,
): Promise<ExitCode> {
  const { t } = deps;
  try {
    await passOver(deps, file, t.cli.checking(file), required, async ({ rows }) => {
      for await (const _ of rows);
    });
  } catch (error) {
    return refuse(deps, file, error);
  }
  let rejects: RejectsFile | undefined;
  try {
    const shown: string[] = [];
    const outcome = await passOver(deps, file, t.cli.importing(file), required, async (csv) => {
      const into = rejectsFile(file, csv.columns, csv.delimiter, t);
      rejects = into;
      return run(csv.rows, async (rejected) => {
        if (shown.length < SHOWN_REJECTS)
          shown.push(t.cli.atLine(rejected.line, t.upload.reasons[rejected.reason](rejected.params)));
        await into.add(rejected);
      });
    });
    await rejects?.keep();
    report(deps, outcome, shown, rejects?.path ?? "");
    if (outcome.rejected === 0) return 0;
    return outcome.taken > 0 ? 2 : 1;
  } catch (error) {
    await rejects?.drop();
    const code = fileErrorCode(error);
    if (rejects && code) return fail(deps, t.cli.cannotWrite(rejects.path, code));
    if (error instanceof FileFault)
      return fail(deps, t.cli.brokeOff(file, t.upload.faults[error.reason](error.params)));
    return refuse(deps, file, error);
  }
}

/** Opens the file and shows how far `work` has come in reading it. */
async function passOver<T>(
  { stderr }: ImportDeps,
  file: string,
  label: string,
  required: RequiredColumns,
  work: (csv: CsvFile) => Promise<T>,
): Promise<T> {
  const { size } = await stat(file);
  const source = createReadStream(file);
  const progress = showProgress(stderr, label, size);
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      progress.update(source.bytesRead);
      yield chunk;
    }
  }
  try {
    return await work(await readCsv(counted(), { required }));
  } finally {
    source.destroy();
    progress.end();
  }
}

function report(
  { out, t }: ImportDeps,
  { rejected, sentence }: Outcome,
  shown: string[],
  rejectsPath: string,
): void {
  out(sentence);
  out(rejected === 0 ? t.cli.allTaken : t.cli.rejected(rejected, rejectsPath));
  for (const line of shown) out(`  ${line}`);
  if (rejected > shown.length) out(`  ${t.cli.moreRejected(rejected - shown.length)}`);
}

function refuse(deps: ImportDeps, file: string, error: unknown): ExitCode {
  const { t } = deps;
  if (error instanceof FileFault)
    return fail(deps, t.cli.cannotImport(file, t.upload.faults[error.reason](error.params)));
  if (error instanceof DomainError) return fail(deps, t.error[error.code](error.params));
  const code = fileErrorCode(error);
  if (code) return fail(deps, t.cli.cannotRead(file, code));
  throw error;
}

const fileCalls = ["open", "read", "stat", "write", "rename", "close"];

/** The code of an error that a file gave, such as ENOENT. */
function fileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return fileCalls.includes(String(error.syscall)) ? String(error.code) : undefined;
}

/** Says why nothing could be done. */
export function fail({ stderr }: ImportDeps, sentence: string): ExitCode {
  stderr.write(`${sentence}\n`);
  return 1;
}
