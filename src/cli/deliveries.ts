import type { Context } from "../domain/context.js";
import { retryDeliveries } from "../domain/deliveries/retry-deliveries.js";
import type { Catalogue } from "../i18n/catalogue.js";

const SHOWN = 200;

/** Lists the messages that did not arrive, and sends them again where asked to; 2 where some remain failed. */
export async function listDeliveries(
  { ctx, t, out }: { ctx: Context; t: Catalogue; out: (line: string) => void },
  retry: boolean,
): Promise<number> {
  const { deliveries, total } = await ctx.store.deliveries.failed(SHOWN);
  if (total === 0) {
    out(t.chat.noFailures);
    return 0;
  }
  out(t.chat.failuresTotal(total));
  for (const { id, message, transport, reason, failedAt } of deliveries) {
    out(
      `${id}  ${failedAt.toISOString()}  ${t.transport[transport]}  ${t.message[message]}: ${t.failure[reason]}`,
    );
  }
  if (!retry) return 2;
  out(t.chat.retrying(await retryDeliveries(ctx, {})));
  return 0;
}
