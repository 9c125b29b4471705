import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { testOrganization } from "../../support/context.js";
import { testDatabase } from "../../support/database.js";
import { workspaceIn } from "./workspace.js";

const { database } = await testDatabase();
const here = workspaceIn(database);

describe("the mailbox", () => {
  const mail = {
    messageId: "<1@enfoque>",
    recipient: '"Eve" <eve@example.com>',
    subject: "One <question>",
    text: "Answer here: https://example.com/s/abc.\n<script>",
    html: "<!doctype html><html><head><title>x</title></head><body><script>parent.x</script><a href='https://example.com'>go</a></body></html>",
  };

  test("lists the mails, and shows each as text and as it looks", async () => {
    const { ana, store } = await here.open();
    const id = randomUUID();
    await store.workspace.addMail({ id, ...mail });
    expect((await ana.get("/workspace/mailbox")).text).toContain(`<a href="/workspace/mailbox/${id}"`);
    const page = await ana.get(`/workspace/mailbox/${id}`);
    expect(page.text).toContain("One &lt;question>");
    expect(page.text).toContain(
      '<a href="https://example.com/s/abc" target="_blank" rel="noopener noreferrer">',
    );
    expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const html = await ana.get(`/workspace/mailbox/${id}/html`);
    expect(html.headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'.*; sandbox allow-popups/,
    );
    expect(html.text).toContain('<head><base target="_blank"><title>');
  });

  test("has no mail of another organization, nor one of a made-up address", async () => {
    const { ana } = await here.open();
    const id = randomUUID();
    const other = await testOrganization(database);
    await other.service.store.workspace.addMail({ id, ...mail });
    for (const path of [id, `${id}/html`, randomUUID(), "x", "%27"]) {
      expect((await ana.send(`/workspace/mailbox/${path}`)).status).toBe(404);
    }
    for (const path of [randomUUID(), "x", "%00"])
      expect((await ana.send(`/workspace/channels/${path}`)).status).toBe(404);
  });
});
