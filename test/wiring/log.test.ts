import { expect, test } from "vitest";
import { logTo } from "../../src/wiring/base.js";

test("an error is logged with its words, code and causes, without what drivers hang on it", () => {
  const lines: string[] = [];
  const log = logTo({ logLevel: "info" }, { write: (line) => void lines.push(line) });
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(ann@acme.example)",
  });
  const error = Object.assign(new Error("could not be written", { cause }), {
    client: { password: "secret" },
  });
  log.error({ err: error }, "a task failed");
  const [line = ""] = lines;
  expect(JSON.parse(line).err).toMatchObject({
    type: "Error",
    message: "could not be written",
    cause: { message: "duplicate key", code: "23505" },
  });
  expect(line).not.toMatch(/secret|acme\.example/);
});
