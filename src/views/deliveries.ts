import type { FailedDelivery } from "../domain/deliveries/store.js";
import type { Catalogue } from "../i18n/catalogue.js";
import type { Card } from "./card.js";

/** The messages that did not arrive, each with its reason and a way to send it again. */
export function deliveryListCard(
  { deliveries, total }: { deliveries: FailedDelivery[]; total: number },
  zone: string,
  t: Catalogue,
): Card {
  if (total === 0)
    return { kind: "card", title: t.chat.deliveries, elements: [{ type: "text", text: t.chat.noFailures }] };
  return {
    kind: "card",
    title: t.chat.failuresTotal(total),
    elements: [
      {
        type: "list",
        items: deliveries.map(({ id, message, transport, reason, failedAt }) => ({
          text: `${t.message[message]} (${t.transport[transport]}, ${t.format.moment(failedAt, zone)}): ${t.failure[reason]}`,
          action: { label: t.chat.retry, command: "deliveryRetry", input: { deliveryId: id } },
        })),
      },
    ],
    actions: [{ label: t.chat.retryAll, command: "deliveryRetry", input: {} }],
  };
}
