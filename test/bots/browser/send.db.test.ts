import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { browserSender } from "../../../src/bots/browser/send.js";
import { listen, WORKSPACE_CHANNEL } from "../../../src/db/listen.js";
import { storeFor } from "../../../src/db/store.js";
import type { CardMessage, Destination } from "../../../src/domain/deliveries/send.js";
import { testDatabase } from "../../support/database.js";
import { eventually } from "../../support/eventually.js";
import { newcomer, workspaceIn } from "./workspace.js";

const { url, database } = await testDatabase();
const here = workspaceIn(database);

const message = (text: string): CardMessage => ({
  name: "questionAsked",
  content: { number: 1, summary: "Lift", team: "Sales", askedBy: "Ben", text },
});
async function destinations({ store, organizationId }: Awaited<ReturnType<typeof here.open>>) {
  const { id } = await store.members.channelAt(
    { platform: "browser", workspaceId: "local", externalId: "sales", name: "sales" },
    randomUUID(),
  );
  const member = (await store.members.list())[0]?.id ?? "";
  const common = { organizationId, workspaceId: "local", externalId: "x", address: null };
  return {
    channel: { ...common, id, direct: false },
    person: { ...common, id: member, direct: true },
  } satisfies Record<string, Destination>;
}
const send = browserSender({ storeOf: (id) => storeFor(database, id) });

test("a message is one post, however often it is sent, and says what is true now", async () => {
  const opened = await here.open();
  const { ana, sales } = opened;
  const { channel } = await destinations(opened);
  const deliveryId = randomUUID();
  const first = await send({
    deliveryId,
    message: message("Which lift?"),
    to: channel,
    locale: "en",
    externalRef: null,
  });
  // The process died before it could record that: sent again as if for the first time.
  await send({
    deliveryId,
    message: message("Which one of them?"),
    to: channel,
    locale: "en",
    externalRef: null,
  });
  await send({
    deliveryId,
    message: message("Which lift, please?"),
    to: channel,
    locale: "en",
    externalRef: first,
  });
  const { text } = await ana.get(sales);
  expect(text.match(/<article/g)).toHaveLength(1);
  expect(text).toContain("Which lift, please?");
  expect(text).toContain("(updated)");
});

test("a message to one person stands in their conversation alone", async () => {
  const opened = await here.open();
  const { ana, port, sales } = opened;
  const { person } = await destinations(opened);
  await send({
    deliveryId: randomUUID(),
    message: message("Which lift?"),
    to: person,
    locale: "es",
    externalRef: null,
  });
  expect((await ana.get("/workspace/direct")).text).toContain("Which lift?");
  expect((await ana.get(sales)).text).not.toContain("Which lift?");
  const ben = await newcomer(port, "Ben");
  expect((await ben.get("/workspace/direct")).text).not.toContain("Which lift?");
});

test("a post is announced to open pages of its organization, and to no other", async () => {
  const listeners = new Set<(id: string) => void>();
  const listening = listen(url, WORKSPACE_CHANNEL, (id) => {
    for (const hear of listeners) hear(id);
  });
  onTestFinished(() => listening.stop());
  const onChange = (hear: (id: string) => void) => {
    listeners.add(hear);
    return () => void listeners.delete(hear);
  };
  const opened = await here.open(undefined, { onChange });
  const { port, close } = opened;
  let heard = "";
  const stream = request(
    { port, host: "127.0.0.1", path: "/workspace/live", headers: { host: "localhost" } },
    (res) => {
      expect(res.headers["content-type"]).toContain("text/event-stream");
      res.on("data", (chunk: Buffer) => {
        heard += chunk.toString();
      });
      res.on("end", () => {
        heard += "END";
      });
    },
  );
  stream.end();
  await eventually(() => listeners.size === 1 && heard.includes("retry"));
  for (const hear of listeners) hear(randomUUID());
  const { channel } = await destinations(opened);
  await eventually(async () => {
    await send({
      deliveryId: randomUUID(),
      message: message("Now?"),
      to: channel,
      locale: "en",
      externalRef: null,
    });
    return heard.includes("event: posts");
  });
  expect(heard.replaceAll("event: posts\ndata: 1\n\n", "")).toBe("retry: 2000\n\n");
  await close();
  await eventually(() => heard.endsWith("END"));
  expect(listeners.size).toBe(0);
});
