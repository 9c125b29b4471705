// Compiles src/ to dist/, without what was deleted since the last build.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = join(dirname(new URL(import.meta.url).pathname), "..");
const dist = join(root, "dist");
const src = join(root, "src");
if (existsSync(dist)) {
  for (const file of readdirSync(dist, { recursive: true })) {
    const source = String(file).replace(/\.js(\.map)?$/, "");
    if (source === String(file)) continue;
    if (![".ts", ".tsx"].some((ending) => existsSync(join(src, source + ending))))
      rmSync(join(dist, String(file)));
  }
}
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], {
  stdio: "inherit",
  cwd: root,
});
chmodSync(join(dist, "main.js"), 0o755);
