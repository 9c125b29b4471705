import { expect, test } from "vitest";
import { readCustomer, repeats } from "../../../src/domain/imports/customer-row.js";
import { isRejected } from "../../../src/domain/imports/rows.js";
import { rowOf } from "./rows.js";

function outcome(fields: Record<string, string>) {
  const entry = readCustomer(rowOf(fields));
  return isRejected(entry) ? `${entry.line} ${entry.reason} ${entry.params.value ?? ""}`.trim() : entry;
}

test("Spanish headers and words are understood", () => {
  const fields = {
    nombre: " Peña  ",
    tipo: "Cliente Indirecto",
    segmento: "Minorista",
    pais: "ES",
    contacto: "Ana",
    correo: "Ana@Pena.example",
    idioma: "Español",
    zona: "Europe/Madrid",
  };
  expect(outcome(fields)).toMatchObject({
    customer: { name: "Peña", nameKey: "pena", kind: "indirect", segment: "Minorista", country: "ES" },
    contact: { name: "Ana", email: "ana@pena.example", locale: "es", zone: "Europe/Madrid" },
  });
});

test("what is left empty gets its default", () => {
  expect(outcome({ name: "Acme", kind: "", email: "" })).toMatchObject({
    customer: { kind: "direct" },
    contact: undefined,
  });
  expect(outcome({ name: "Acme", kind: "interested_party" })).toMatchObject({
    customer: { kind: "interested_party" },
  });
  expect(outcome({ name: "Acme", email: "a@b.example", language: "es-MX" })).toMatchObject({
    contact: { locale: "es-MX" },
  });
});

test("a row that cannot be right is rejected with its reason", () => {
  expect(outcome({ name: " " })).toBe("2 name_missing");
  expect(outcome({ name: "Acme", kind: "friend" })).toBe("2 kind_unknown friend");
  expect(outcome({ name: "Acme", email: "ana at acme" })).toBe("2 email_invalid ana at acme");
  expect(outcome({ name: "Acme", contact: "Ana" })).toBe("2 email_missing Ana");
  expect(outcome({ name: "Acme", email: "a@b.example", language: "klingon" })).toBe(
    "2 language_unknown klingon",
  );
  expect(outcome({ name: "Acme", email: "a@b.example", zone: "Europe/Nowhere" })).toBe(
    "2 zone_unknown Europe/Nowhere",
  );
  expect(outcome({ name: "A".repeat(201) })).toMatch(/^2 too_long/);
});

test("a row that says nothing but what an earlier row has said is rejected", () => {
  const once = repeats();
  const lines = [
    { name: "Acme", email: "a@acme.example" },
    { name: "Acme", email: "b@acme.example" },
    { name: "Acme" },
    { name: "ACME " },
    { name: "Beta", email: "A@acme.example" },
  ].map((fields, index) => once(readCustomer(rowOf(fields, index + 2))));
  expect(
    lines.flatMap((entry) => (isRejected(entry) ? [[entry.line, entry.reason, entry.params.first]] : [])),
  ).toEqual([
    [5, "row_repeated", "4"],
    [6, "row_repeated", "2"],
  ]);
});
