import { expect, test } from "vitest";
import type { MailMessage } from "../../src/domain/deliveries/send.js";
import { invitationMail } from "../../src/mail/invitation.js";

const link = "https://ask.example/s/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

type Invitation = Extract<MailMessage, { name: "invitation" }>;

function invitation(content: Partial<Invitation["content"]> = {}): Invitation {
  return {
    name: "invitation",
    content: {
      organization: "Northwind & Sons",
      instrument: "nps",
      subject: "Northwind",
      mode: "confidential",
      contact: "Ada <Moss>",
      email: "ada@customer.example",
      token: "unused",
      expiresAt: new Date("2026-03-16T10:00:00Z"),
      ...content,
    },
  };
}

test("says who asks, what, why and until when, in both parts", () => {
  const { subject, text, html } = invitationMail(invitation(), "en", link);
  expect(subject).toBe("One question about Northwind");
  for (const words of [
    "Hello Ada <Moss>,",
    "Northwind & Sons would like to know what you think",
    "How likely is it that you would recommend Northwind to a friend or colleague?",
    "asks you because you work with them",
    "You can answer until Mar 16, 2026.",
  ]) {
    expect(text).toContain(words);
    expect(html).toContain(words.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
  }
  expect(text).toContain(`\n${link}\n`);
});

test("speaks the contact's language", () => {
  const { subject, text, html } = invitationMail(invitation({ contact: null }), "es", link);
  expect(subject).toBe("Una pregunta sobre Northwind");
  expect(text).toMatch(/^Buenos días:/);
  expect(text).toContain("0: Nada probable – 10: Extremadamente probable");
  expect(html).toContain('<html lang="es">');
});

test("each score is a link that preselects it, and one link preselects nothing", () => {
  const { html } = invitationMail(invitation(), "en", link);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(links).toEqual([...Array.from({ length: 11 }, (_, score) => `${link}?s=${score}`), link]);
});

test("satisfaction is asked for in words", () => {
  const { html } = invitationMail(invitation({ instrument: "csat" }), "es", link);
  expect(html).toMatch(/\?s=1"[^>]*>Muy insatisfecho</);
  expect(html).toMatch(/\?s=5"[^>]*>Muy satisfecho</);
});

test("loads nothing, tracks nothing and runs nothing", () => {
  const { html } = invitationMail(invitation(), "en", link);
  expect(html).not.toMatch(/<img|<script|<link|url\(|@import|src=/);
});
