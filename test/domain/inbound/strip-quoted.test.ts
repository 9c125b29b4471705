import { expect, test } from "vitest";
import { stripQuoted } from "../../../src/domain/inbound/strip-quoted.js";

const quoted = "> How likely is it that you would recommend us?\n> https://ask.example/s/AAECAw";

test.each([
  [
    "Gmail",
    "Great, thanks!\n\nOn Mon, 2 Mar 2026 at 10:00, Náutica Sur <ask@nautica.example> wrote:\n\n",
    quoted,
  ],
  [
    "Gmail, in a long line that was broken",
    "Great, thanks!\n\nOn Mon, 2 Mar 2026 at 10:00, Náutica Sur\n<ask@nautica.example> wrote:\n",
    quoted,
  ],
  [
    "Gmail in Spanish",
    "Great, thanks!\n\nEl lun, 2 mar 2026 a las 10:00, Náutica Sur (<ask@nautica.example>)\nescribió:\n",
    quoted,
  ],
  [
    "Apple Mail, quoting without marks",
    "Great, thanks!\n\nOn 2 Mar 2026, at 10:00, Náutica Sur <ask@nautica.example> wrote:\n",
    "How likely is it?",
  ],
  [
    "Outlook",
    "Great, thanks!\n\n________________________________\nFrom: Náutica Sur <ask@nautica.example>\nSent: Monday, 2 March 2026 10:00\nTo: Ada\nSubject: One question\n",
    "How likely is it?",
  ],
  [
    "Outlook in Spanish",
    "Great, thanks!\n\nDe: Náutica Sur <ask@nautica.example>\nEnviado el: lunes, 2 de marzo de 2026 10:00\nPara: Ada\nAsunto: Una pregunta\n",
    "¿Qué probabilidad hay?",
  ],
  ["an older program", "Great, thanks!\n\n-----Mensaje original-----\n", "De: x"],
  ["a signature", "Great, thanks!\n-- \nAda Moss\nBuyer", ""],
])("%s: only what the person wrote stays", (_name, written, original) => {
  expect(stripQuoted(`${written}${original}`)).toBe("Great, thanks!");
  expect(stripQuoted(`${written}${original}`.replaceAll("\n", "\r\n"))).toBe("Great, thanks!");
});

test("what stands between or below quoted lines stays", () => {
  const text = "On Monday, Náutica Sur wrote:\n> How likely is it?\nVery.\n> Why?\nBecause it works.";
  expect(stripQuoted(text)).toBe("Very.\nBecause it works.");
});

test("a mail that is nothing but quotation stays whole rather than vanish", () => {
  expect(stripQuoted(quoted)).toBe(quoted);
});

test("a sentence that only begins like a program's stays", () => {
  const text = "El servicio es lento.\nDe: nada.\nOn the whole we are happy.";
  expect(stripQuoted(text)).toBe(text);
});

test("20,000 characters are kept, and no half of one", () => {
  expect([...stripQuoted("😀".repeat(30_000))]).toHaveLength(20_000);
  expect(stripQuoted("😀".repeat(30_000)).endsWith("😀")).toBe(true);
  expect(stripQuoted("a\0b")).toBe("ab");
});

test("a long mail made to be slow is not", () => {
  const began = performance.now();
  stripQuoted(`${"on a ".repeat(100)}\n`.repeat(5_000));
  stripQuoted("el ".repeat(200_000));
  stripQuoted("On a\nOn b\n".repeat(50_000));
  expect(performance.now() - began).toBeLessThan(5_000);
});
