import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", ["json", { outputFile: "coverage/report.json" }]],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A busy build machine can make a journey miss its deadline; a second failure is a failure.
    retry: process.env.CI === "true" ? 1 : 0,
    maxWorkers: 3,
    pool: "forks",
  },
});
