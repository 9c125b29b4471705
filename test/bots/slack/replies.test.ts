import { expect, it } from "vitest";
import { isSlacks } from "../../../src/bots/slack/replies.js";

it("posts replies to Slack's own address only, and to the stand-in's where there is one", () => {
  expect(isSlacks("https://hooks.slack.com/commands/T1/2/3")).toBe(true);
  expect(isSlacks("http://127.0.0.1:4000/response/R1", "http://127.0.0.1:4000/api/")).toBe(true);
  for (const url of [
    "http://hooks.slack.com/commands/T1/2/3",
    "https://hooks.slack.com:8443/x",
    "https://hooks.slack.com.evil.test/x",
    "https://hooks.slack.com@evil.test/x",
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:4001/response/R1",
    "file:///etc/passwd",
    "",
  ]) {
    expect(isSlacks(url, "http://127.0.0.1:4000/api/")).toBe(false);
  }
});
