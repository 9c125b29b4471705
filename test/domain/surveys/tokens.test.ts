import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOfToken, nonceFor, openedAt, tokenFor, tokenOf } from "../../../src/domain/tokens.js";

const secret = Buffer.alloc(32, 1);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

test("the token of the bytes 00..1f is the published one", () => {
  const { token, hash } = tokenOf(Buffer.from(Array.from({ length: 32 }, (_, index) => index)));
  expect(token).toBe("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  expect(hash.toString("hex")).toBe("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
  expect(hashOfToken(token)).toEqual(hash);
});

test("every token leads to its own hash", () => {
  fc.assert(
    fc.property(bytes32, (bytes) =>
      tokenOf(bytes).hash.equals(hashOfToken(tokenOf(bytes).token) ?? Buffer.of()),
    ),
  );
});

test("a malformed token leads nowhere", () => {
  const isToken = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
  fc.assert(fc.property(fc.string(), (text) => isToken.test(text) || hashOfToken(text) === undefined));
});

test("a token changed in any one place never matches", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .";
  const changed = fc.tuple(bytes32, fc.nat(42), fc.constantFrom(...alphabet));
  fc.assert(
    fc.property(changed, ([bytes, at, letter]) => {
      const { token, hash } = tokenOf(bytes);
      const other = token.slice(0, at) + letter + token.slice(at + 1);
      return other === token || !hashOfToken(other)?.equals(hash);
    }),
  );
});

test("padding, spaces and lengthening make a token unknown", () => {
  const { token } = tokenFor(secret, "answer", "id");
  for (const other of [`${token}=`, ` ${token}`, `${token}\n`, `${token}A`, token.slice(1), ""]) {
    expect(hashOfToken(other)).toBeUndefined();
  }
});

test("a token of one purpose, row or key is none of another", () => {
  const { token } = tokenFor(secret, "answer", "id");
  expect(tokenFor(secret, "answer", "id").token).toBe(token);
  expect(tokenFor(secret, "upload", "id").token).not.toBe(token);
  expect(tokenFor(secret, "answer", "other").token).not.toBe(token);
  expect(tokenFor(Buffer.alloc(32, 2), "answer", "id").token).not.toBe(token);
});

test("a nonce is good for its page, for a day", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const nonce = nonceFor(secret, "page", now);
  expect(openedAt(secret, "page", nonce, after(24))).toEqual(now);
  expect(openedAt(secret, "page", nonce, after(24.1))).toBeUndefined();
  expect(openedAt(secret, "other", nonce, now)).toBeUndefined();
  expect(openedAt(Buffer.alloc(32, 2), "page", nonce, now)).toBeUndefined();
});

test("no made-up nonce is good", () => {
  fc.assert(fc.property(fc.anything(), (nonce) => openedAt(secret, "page", nonce, new Date()) === undefined));
  const signatures = fc.tuple(fc.string(), fc.string()).map(([time, signature]) => `${time}.${signature}`);
  fc.assert(fc.property(signatures, (nonce) => openedAt(secret, "page", nonce, new Date()) === undefined));
});
