import { setRole } from "../../domain/members/set-role.js";
import { type Role, roles } from "../../domain/members/store.js";
import { noteCard } from "../../views/note.js";
import type { Command } from "../command.js";
import { plain } from "./words.js";

const spanish: Record<string, Role> = { miembro: "member", responsable: "manager", administrador: "admin" };

export const role: Command<"role"> = {
  word: ["role", "rol"],
  subword: [""],
  fromText(args) {
    const [, name = "", word = ""] = /^(.*?)\s+(\S+)$/s.exec(args.trim()) ?? [];
    const typed = plain(word);
    return { name, role: roles.find((known) => known === typed) ?? spanish[typed] };
  },
  async run(ctx, input, t) {
    const member = await setRole(ctx, input);
    return noteCard(t.chat.done, t.chat.roleSet(member.name, t.role[member.role]));
  },
};
