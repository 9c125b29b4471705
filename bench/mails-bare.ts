/** Nodemailer alone: one mail that is as large as ours, to so many recipients, over the same pool. */
import { createTransport } from "nodemailer";
import { invitationMail } from "../src/mail/invitation.js";
import { serveWorker } from "./processes.js";

const AT_ONCE = 128;
const transport = createTransport({ url: process.env.SMTP_URL ?? "", pool: true, maxConnections: 5 });
const token = "A".repeat(43);
const content = {
  organization: "Bench",
  instrument: "nps",
  subject: "us",
  mode: "confidential",
  contact: null,
  email: "contact@example.com",
  token,
  expiresAt: new Date(),
} as const;
const mail = invitationMail({ name: "invitation", content }, "en", `http://localhost/s/${token}`);

serveWorker(async (count) => {
  let next = 0;
  const send = async () => {
    while (next < count) {
      next += 1;
      await transport.sendMail({
        ...mail,
        from: { name: "Bench", address: "bench@example.com" },
        to: `contact-${next}@example.com`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return count;
});
