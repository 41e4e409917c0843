/** What the walk has learned from answers, to be filled into the steps that follow. */
export interface Known {
  readonly variantId?: string;
  readonly cartId?: string;
  readonly email?: string;
  readonly deliveryCode?: string;
  readonly total?: { readonly amount: string; readonly currencyCode: string };
  readonly orderId?: string;
  readonly orderNumber?: string;
  /** Where the buyer confirms a payment that asks for it. */
  readonly bankUrl?: string;
  readonly fulfillmentId?: string;
}

/** Who speaks in a step: the guest who becomes a customer, or one of the staff. */
export type Speaker = 'buyer' | 'staff';

/** Reads a place of an answer, such as `cartCreate.cart.id`; undefined where there is nothing. */
export function at(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? undefined;
}

/** What of it was found: an answer that is no success teaches nothing, and takes nothing away. */
export function learned(facts: Readonly<Partial<Record<keyof Known, unknown>>>): Known {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
