import { benchAck } from "./ack.js";
import { startBackends } from "./backends.js";
import { benchMails } from "./mails.js";
import { type Row, table } from "./measure.js";
import { benchPage } from "./page.js";
import { benchPlan } from "./plan.js";
import { endAll } from "./processes.js";
import { benchStart } from "./start.js";
import { benchSurvey } from "./survey.js";
import { benchTasks } from "./tasks.js";

const benches = {
  survey: benchSurvey,
  page: benchPage,
  plan: benchPlan,
  mails: benchMails,
  tasks: benchTasks,
  ack: benchAck,
  start: benchStart,
};

/** Measures what was asked for, or everything, and prints it; ends with 1 only where something could not be measured. */
async function main(names: string[]): Promise<void> {
  const rows: Row[] = [];
  const began = performance.now();
  const backends = await startBackends();
  const clear = async () => {
    await endAll();
    await backends.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void clear().finally(() => process.exit(1)));
  }
  try {
    for (const [name, bench] of Object.entries(benches)) {
      if (names.length > 0 && !names.includes(name)) continue;
      console.error(`measuring ${name} …`);
      rows.push(...(await bench(backends)));
    }
  } finally {
    await clear();
  }
  console.log(
    `\n${table(rows)}\n\nMedians of interleaved runs; ${Math.round((performance.now() - began) / 1_000)} s in all.`,
  );
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
