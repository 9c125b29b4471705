import type { Config } from "../config.js";
import { catalogue } from "../i18n/catalogue.js";
import { startService } from "../service.js";
import { logTo } from "./base.js";
import { startExample } from "./organizations.js";

const IMPATIENT_MS = 30_000;
const SAME_SIGNAL_MS = 1_000;

/** Runs the service until it is told to stop: the first signal drains it, a second one ends it at once. */
export async function serve(config: Config, demo: boolean): Promise<void> {
  const t = catalogue(config.locale);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const log = logTo(config);
  const service = await startService(config, { log });
  if (demo) await startExample(service.base, config.locale);

  if (service.url) say(t.cli.ready(service.url, config.localChat !== undefined));
  else say(t.cli.workerReady);
  say(t.cli.stopHint);

  let stoppingSince: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      // One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm itself.
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    say(t.cli.stopping);
    setTimeout(() => {
      log.error("what was under way did not end in time; it will be taken up at the next start");
      process.exit(1);
    }, IMPATIENT_MS).unref();
    try {
      await service.close();
      say(t.cli.stopped);
    } catch (error) {
      log.error({ err: error, signal }, "the service could not be stopped in order");
      process.exitCode = 1;
    }
    process.exit();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
}
