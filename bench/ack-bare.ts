/** The least that can acknowledge a slash command: a Bolt app behind Express. */
import bolt from "@slack/bolt";

const { SLACK_SIGNING_SECRET: signingSecret = "", PORT } = process.env;
const receiver = new bolt.ExpressReceiver({ signingSecret, endpoints: "/slack/events" });
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: "xoxb-benchmark", botId: "B1", botUserId: "U0" }),
});
app.command("/enfoque", async ({ ack }) => ack());
receiver.app.get("/readyz", (_request, response) => {
  response.json({ status: "ready" });
});
receiver.app.listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit());
