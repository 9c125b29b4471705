import { expect, test } from "vitest";
import { seldom } from "../../src/jobs/seldom.js";

test("the same fault is told once in a while, whichever job it is said of, and another one at once", () => {
  let now = 0;
  const told: string[] = [];
  const tell = seldom(
    ({ message }) => told.push(message),
    () => now,
  );
  const lost = (id: string) => new Error(`Missing lock for job ${id}. moveToFinished`);
  tell(new Error("connect ECONNREFUSED 127.0.0.1:6379"));
  tell(new Error("connect ECONNREFUSED 127.0.0.1:6379"));
  tell(lost("b7069aa3-076d-4c77-b0d2-81e0217ce379"));
  tell(lost("49e78d8a-c7c5-4153-baf5-bd40dc569c13"));
  tell(lost("repeat:tick:1795471062157"));
  expect(told).toHaveLength(3);
  now = 30_000;
  tell(new Error("connect ECONNREFUSED 127.0.0.1:6379"));
  expect(told).toHaveLength(4);
});
