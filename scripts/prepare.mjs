// After `npm ci` in a checkout: generates the database client and builds. Without development tools there is nothing to do.
import { existsSync } from "node:fs";

if (
  existsSync(new URL("../node_modules/typescript", import.meta.url)) &&
  existsSync(new URL("../node_modules/prisma", import.meta.url))
) {
  await import("./generate.mjs");
  await import("./build.mjs");
} else if (!existsSync(new URL("../dist/main.js", import.meta.url))) {
  console.error(
    "Enfoque is not built yet and the tools to build it are not installed: run npm ci without --omit=dev first.",
  );
  process.exitCode = 1;
}
