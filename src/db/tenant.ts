import type { Prisma, PrismaClient } from "./generated/client.js";

declare const tenant: unique symbol;

/** A client that reads and writes one organization's rows only; stores get no other. */
export type TenantClient = Prisma.TransactionClient & { readonly [tenant]: true };

type Args = { where?: Record<string, unknown>; data?: unknown; create?: unknown };

/** Binds a client to one organization: every query of every model is narrowed to it, every new row carries it. */
export function bindTenant(prisma: PrismaClient, organizationId: string) {
  return prisma.$extends({
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          return query(bind(model, operation, args as Args, organizationId) as typeof args);
        },
      },
    },
  });
}

function bind(model: string, operation: string, args: Args, organizationId: string): Args {
  if (model === "SeenKey") return args;
  const own = model === "Organization" ? { id: organizationId } : { organizationId };
  const stamp = (data: unknown) =>
    Array.isArray(data) ? data.map((row) => ({ ...row, ...own })) : { ...(data as object), ...own };
  switch (operation) {
    case "create":
    case "createMany":
    case "createManyAndReturn":
      return { ...args, data: stamp(args.data) };
    case "upsert":
      return { ...args, where: { ...args.where, ...own }, create: stamp(args.create) };
    default:
      return { ...args, where: { ...args.where, ...own } };
  }
}
