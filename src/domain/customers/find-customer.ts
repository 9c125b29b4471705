import type { Store } from "../context.js";
import { DomainError } from "../errors.js";
import { nameKey } from "./name-key.js";
import type { CustomerRow } from "./store.js";

/** The customer of this name, spelling details aside; refuses with the nearest name where there is none. */
export async function findCustomer(store: Store, name: string): Promise<CustomerRow> {
  const found = await store.customers.byKey(nameKey(name));
  if (found) return found;
  const { customers } = await store.customers.search(name, 1, 0);
  const near = customers[0]?.name;
  throw new DomainError("customer_not_found", { name, ...(near ? { near } : {}) });
}
