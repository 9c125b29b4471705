import { expect, test } from "vitest";
import { noticeMail } from "../../src/mail/intake.js";

const link = "https://enfoque.test/talk/n/status?ref=K7QF-3M9T-2XPD";
const received = {
  name: "intakeReceived",
  content: {
    organization: "Nord & <Söhne>",
    contact: null,
    email: "a@b.example",
    reference: "K7QF-3M9T-2XPD",
    link,
  },
} as const;
const data = {
  name: "dataLink",
  content: {
    organization: "Nord & <Söhne>",
    contact: "Ann",
    email: "a@b.example",
    link: "https://enfoque.test/d/token",
    expiresAt: new Date("2026-03-09T09:00:00Z"),
  },
} as const;

test.each(["en", "es", "es-MX"])(
  "the reference goes out in %s, with the code and the way to its status",
  (locale) => {
    const mail = noticeMail(received, locale);
    expect(mail.subject).toContain("Nord & <Söhne>");
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain("K7QF-3M9T-2XPD");
      expect(part).toContain(link);
      expect(part).not.toMatch(/undefined|null/);
    }
    expect(mail.html).toContain("Nord &amp; &lt;Söhne");
    expect(mail.html).not.toContain("<script");
  },
);

test("the link to one's data says until when it works, and what to do if one did not ask", () => {
  const mail = noticeMail(data, "en");
  expect(mail.text).toContain("Hello Ann,");
  expect(mail.text).toContain("https://enfoque.test/d/token");
  expect(mail.text).toContain("Mar 9, 2026");
  expect(noticeMail(data, "es").text).toContain("Si no lo pidió usted");
});
