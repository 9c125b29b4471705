import { Prisma } from "../generated/client.js";

/** Whether a unique key was taken already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
