#!/usr/bin/env node
import { Command } from "commander";
import { listDeliveries } from "./cli/deliveries.js";
import { digestJson } from "./cli/digest.js";
import { importCustomersFile, importResponsesFile } from "./cli/import.js";
import { takeMail } from "./cli/inbound.js";
import { ConfigError, readConfig } from "./config.js";
import { backup, restore } from "./db/backup.js";
import type { Context } from "./domain/context.js";
import { catalogue } from "./i18n/catalogue.js";
import { type Base, logTo, openBase } from "./wiring/base.js";
import { checkConnections } from "./wiring/check.js";
import { mailReceiver } from "./wiring/inbound.js";
import { operatorsOrganization, startExample } from "./wiring/organizations.js";
import { serve } from "./wiring/serve.js";

const { stdout, stderr } = process;
const out = (line: string) => void stdout.write(`${line}\n`);
const quiet = { log: logTo({ logLevel: "warn" }) };

async function main(argv: string[]): Promise<void> {
  const config = readConfig();
  const t = catalogue(config.locale);
  const { cli } = t;
  const program = new Command("enfoque")
    .description(cli.about)
    .helpOption("-h, --help", cli.help)
    .helpCommand(false);

  program
    .command("start", { isDefault: true })
    .description(cli.start)
    .option("--demo", cli.demoOption)
    .action(async ({ demo }) => serve(config, demo === true));
  program
    .command("migrate")
    .description(cli.migrate)
    .action(() =>
      withBase(async () => {
        out(cli.migrated);
        return 0;
      }),
    );
  program
    .command("demo")
    .description(cli.demo)
    .action(() =>
      withBase(async (base) => {
        const before = await base.directory.organizations();
        await startExample(base, config.locale);
        out(before.length > 0 ? cli.demoNotEmpty : cli.demoLoaded);
        return before.length > 0 ? 1 : 0;
      }),
    );

  const imports = program.command("import").description(cli.import);
  imports
    .command("customers <file>")
    .description(cli.importCustomers)
    .action((file: string) => withContext((ctx) => importCustomersFile({ ctx, t, out, stderr }, file)));
  imports
    .command("responses <file>")
    .description(cli.importResponses)
    .requiredOption("--survey <name>", cli.surveyOption)
    .requiredOption("--instrument <instrument>", cli.instrumentOption)
    .requiredOption("--score <column>", cli.scoreOption)
    .requiredOption("--at <column>", cli.atOption)
    .requiredOption("--account <column>", cli.accountOption)
    .option("--segment <column>", cli.segmentOption)
    .option("--id <column>", cli.idOption)
    .option("--comment <column>", cli.commentOption)
    .action((file: string, { survey, instrument, ...columns }) =>
      withContext((ctx) =>
        importResponsesFile({ ctx, t, out, stderr }, file, { survey, instrument, columns }),
      ),
    );

  program
    .command("digest")
    .description(cli.digest)
    .requiredOption("--json", cli.jsonOption)
    .option("--survey <name>", cli.surveyOption)
    .option("--from <date>", cli.fromOption)
    .option("--to <date>", cli.toOption)
    .action((options) => withContext((ctx) => digestJson({ ctx, t, out, stderr }, options)));
  program
    .command("deliveries")
    .description(cli.deliveries)
    .requiredOption("--failed", cli.failedOption)
    .option("--retry", cli.retryOption)
    .action(({ retry }) => withContext((ctx) => listDeliveries({ ctx, t, out }, retry === true)));
  program
    .command("inbound")
    .description(cli.inbound)
    .action(async () => {
      // Also where the database cannot be reached: a mail server then keeps the mail and comes again.
      process.exitCode = 75;
      await withBase((base) => takeMail({ receive: mailReceiver(base), out, stderr }, process.stdin));
    });
  program
    .command("check")
    .description(cli.check)
    .action(async () => {
      process.exitCode = await checkConnections({ config, t, out });
    });
  program
    .command("backup <file>")
    .description(cli.backup)
    .action((file: string) =>
      withBase(async ({ databaseUrl }) => {
        const { tables, rows } = await backup(databaseUrl, file);
        out(cli.backedUp(file, tables, rows));
        return 0;
      }),
    );
  program
    .command("restore <file>")
    .description(cli.restore)
    .action((file: string) =>
      withBase(async ({ databaseUrl }) => {
        const { tables, rows } = await restore(databaseUrl, file);
        out(cli.restored(file, tables, rows));
        return 0;
      }),
    );
  await program.parseAsync(argv);

  async function withBase(run: (base: Base) => Promise<number | undefined>): Promise<void> {
    const base = await openBase(config, quiet);
    try {
      process.exitCode = (await run(base)) ?? 0;
    } finally {
      await base.close();
    }
  }

  /** Runs as the operator, in the organization there is; begins one where the database is empty. */
  function withContext(run: (ctx: Context) => Promise<number>): Promise<void> {
    return withBase(async (base) => {
      const organizationId = await operatorsOrganization(base);
      return run(base.contextOf(organizationId, { kind: "operator" }));
    });
  }
}

main(process.argv).catch((error: unknown) => {
  const known =
    error instanceof ConfigError ||
    (error instanceof Error && ["MigrationError", "EmbeddedError", "BackupError"].includes(error.name));
  stderr.write(
    `${known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode ??= 1;
});
