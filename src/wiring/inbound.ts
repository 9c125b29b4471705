import { type Received, receiveMail } from "../domain/inbound/receive-mail.js";
import { readMail, UnreadableMail } from "../mail/inbound/read.js";
import type { Base } from "./base.js";

/** Takes in a raw mail and says what it was. */
export function mailReceiver({
  directory,
  contextOf,
}: Base): (raw: Buffer) => Promise<Received | "unreadable"> {
  const deps = {
    directory,
    contextOf: (organizationId: string) => contextOf(organizationId, { kind: "service" }),
  };
  return async (raw) => {
    try {
      return await receiveMail(deps, await readMail(raw));
    } catch (err) {
      if (err instanceof UnreadableMail) return "unreadable";
      throw err;
    }
  };
}
