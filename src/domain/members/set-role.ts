import { type Context, requireRole } from "../context.js";
import { DomainError } from "../errors.js";
import type { MemberRow, Role } from "./store.js";

/** Gives a colleague a role; the last admin keeps theirs. */
export async function setRole(
  ctx: Context,
  { name, role }: { name: string; role: Role },
): Promise<MemberRow> {
  requireRole(ctx.actor, "admin");
  return ctx.store.transaction(async (tx) => {
    const admins = await tx.members.lockAdmins();
    const [member, another] = await tx.members.byName(name.replace(/^@/, ""));
    if (!member || another) throw new DomainError("member_not_found", { name });
    if (member.role === "admin" && role !== "admin" && admins.length === 1)
      throw new DomainError("last_admin");
    await tx.members.setRole(member.id, role);
    await tx.audit.add(ctx.actor, "member.role_changed", member.id, {
      before: { role: member.role },
      after: { role },
    });
    return { ...member, role };
  });
}
