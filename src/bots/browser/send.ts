import { z } from "zod";
import type { Store } from "../../domain/context.js";
import type { SendCard } from "../../domain/deliveries/send.js";
import { catalogue } from "../../i18n/catalogue.js";
import { cardFor } from "../../views/messages.js";

const standing = z.object({ postId: z.uuid() });

/** Posts cards into the browser workspace; a delivery is one post, however often it is sent. */
export function browserSender({ storeOf }: { storeOf(organizationId: string): Store }): SendCard {
  return async ({ deliveryId, message, to, locale, externalRef }) => {
    const { workspace } = storeOf(to.organizationId);
    const card = cardFor(message, catalogue(locale));
    const known = standing.safeParse(externalRef);
    const postId = known.success ? known.data.postId : deliveryId;
    // Also after a crash between posting and recording that: the post may stand with what was true then.
    if (await workspace.updatePost(postId, card)) return { postId };
    await workspace.addPost({
      id: postId,
      ...(to.direct ? { visibleToId: to.id } : { channelId: to.id }),
      card,
    });
    return { postId };
  };
}
