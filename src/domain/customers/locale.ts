import { z } from "zod";

/** A language tag as people write it, such as "es" or "es-419"; what is not spoken is said in the nearest that is. */
export const localeTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$/);
