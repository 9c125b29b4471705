import type { Readable } from "node:stream";

/** What a mail server is told: try again later (EX_TEMPFAIL of sysexits.h). */
const TRY_AGAIN = 75;

/** Takes in one raw mail from a stream and prints what it was; what could not be taken is asked for again. */
export async function takeMail(
  {
    receive,
    out,
    stderr,
  }: { receive(raw: Buffer): Promise<string>; out(line: string): void; stderr: NodeJS.WritableStream },
  stream: Readable,
): Promise<number> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    out(await receive(Buffer.concat(chunks)));
    return 0;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return TRY_AGAIN;
  }
}
