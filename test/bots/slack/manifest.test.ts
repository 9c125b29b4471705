import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rootWords } from "../../../src/bots/parse.js";
import { manifestLimits } from "../../../src/bots/slack/limits.js";

type SlashCommand = {
  command: string;
  url: string;
  description: string;
  usage_hint: string;
  should_escape: boolean;
};
const root = new URL("../../../", import.meta.url);
const manifest = parse(readFileSync(new URL("manifest.yml", root), "utf8"));
const commands: SlashCommand[] = manifest.features.slash_commands;
const address = "https://enfoque.example.com/slack/events";

describe("the Slack app manifest", () => {
  it("keeps to Slack's lengths and counts", () => {
    const { name, description, long_description } = manifest.display_information;
    const { longDescription } = manifestLimits;
    expect(name.length).toBeLessThanOrEqual(manifestLimits.name);
    expect(description.length).toBeLessThanOrEqual(manifestLimits.description);
    expect(long_description.length).toBeGreaterThanOrEqual(longDescription.min);
    expect(long_description.length).toBeLessThanOrEqual(longDescription.max);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(manifestLimits.displayName);
    expect(commands.length).toBeLessThanOrEqual(manifestLimits.slashCommands);
    for (const { command } of commands) expect(command.length).toBeLessThanOrEqual(manifestLimits.command);
  });

  it("sends everything to the one address", () => {
    expect(new Set(commands.map(({ url }) => url))).toEqual(new Set([address]));
    expect(manifest.settings.interactivity).toEqual({ is_enabled: true, request_url: address });
    expect(manifest.settings.socket_mode_enabled).toBe(false);
  });

  it("registers /enfoque and short forms that the service knows", () => {
    const words = commands.map(({ command }) => command.slice(1));
    expect(words).toContain("enfoque");
    for (const word of words) if (word !== "enfoque") expect(rootWords).toContain(word);
    expect(new Set(words).size).toBe(words.length);
  });

  it("asks for no more than it needs", () => {
    expect(manifest.oauth_config.scopes).toEqual({
      bot: ["commands", "chat:write", "im:write", "users:read"],
    });
  });

  const schema = new URL("../shared/schemas/slack-manifest.2.0.0.json", root);
  it.runIf(existsSync(schema))(
    "has no key that Slack's schema does not know, and all that it requires",
    () => {
      const { definitions, ...top } = JSON.parse(readFileSync(schema, "utf8"));
      expect(problems(manifest, top, definitions, "")).toEqual([]);
    },
  );
});

type Schema = {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  enum?: unknown[];
};

/** The few rules of JSON Schema that the manifest's schema uses for what we fill in. */
function problems(
  value: unknown,
  given: Schema,
  definitions: Record<string, Schema>,
  path: string,
): string[] {
  const schema = given.$ref ? (definitions[given.$ref.replace("#/definitions/", "")] ?? {}) : given;
  const inside = (one: unknown, rule: Schema, name: string) =>
    problems(one, rule, definitions, `${path}/${name}`);
  if (Array.isArray(value)) {
    if (schema.type !== "array") return [`${path} is a list`];
    return value.flatMap((one, index) => inside(one, schema.items ?? {}, String(index)));
  }
  if (typeof value === "object" && value !== null) {
    const known = schema.properties ?? {};
    const missing = (schema.required ?? [])
      .filter((name) => !(name in value))
      .map((name) => `${path}/${name} is missing`);
    const found = Object.entries(value).flatMap(([name, one]) => {
      const rule = known[name];
      return rule ? inside(one, rule, name) : [`${path}/${name} is not known`];
    });
    return [...missing, ...found];
  }
  if (typeof value === "string") {
    const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
    const fits =
      value.length >= minLength && value.length <= maxLength && (!pattern || new RegExp(pattern).test(value));
    if (schema.enum && !schema.enum.includes(value)) return [`${path} is not a known value`];
    return fits && (!schema.type || schema.type === "string") ? [] : [`${path} does not fit`];
  }
  return schema.type === (typeof value === "number" ? "integer" : typeof value)
    ? []
    : [`${path} is a ${typeof value}`];
}
