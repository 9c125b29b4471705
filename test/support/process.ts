import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { catalogue } from "../../src/i18n/catalogue.js";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const { cli } = catalogue("en");

export type EnfoqueProcess = {
  pid: number;
  /** Where its pages are; "" for a worker alone. */
  url: string;
  /** All that it has said and logged. */
  output(): string;
  /** kill -9: nothing is drained, nothing is closed. */
  kill(): Promise<void>;
  /** Asks it to stop, as an operator does; gives its exit code. */
  stop(): Promise<number | null>;
};

/** Starts the built service as a process of its own, and waits until it says that it is ready. */
export async function startProcess(settings: NodeJS.ProcessEnv): Promise<EnfoqueProcess> {
  if (!existsSync(main)) {
    throw new Error(`There is no ${main}: run "npm run build" before this test; "npm test" does.`);
  }
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, ENFOQUE_LANG: "en", PORT: "0", ...settings };
  const child = spawn(process.execPath, [main, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let ended = false;
  const exited = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      ended = true;
      resolve(code);
    });
  });
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes(cli.stopHint)) resolve();
      });
    }
    child.once("error", reject);
    void exited.then((code) =>
      reject(new Error(`the service ended with ${code} instead of starting:\n${said}`)),
    );
  });
  // A test that ran out of time leaves nothing behind.
  process.once("exit", () => child.kill("SIGKILL"));
  const end = (signal: "SIGKILL" | "SIGTERM") => {
    if (!ended) child.kill(signal);
    return exited;
  };
  await ready;
  return {
    pid: child.pid ?? 0,
    url: /http:\/\/\S+/.exec(said)?.[0] ?? "",
    output: () => said,
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}
