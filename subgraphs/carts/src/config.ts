import { readCurrencies } from '@cartwright/money';
import { baseConfigShape, keys } from '@cartwright/process';
import { z } from 'zod';
import { isDeliveredFor } from './delivery/door.ts';

/** Reads carts' configuration. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The keys with which orders signs its requests to carts: one, or two while they are exchanged. */
  ORDERS_KEYS: keys,
  /** The keys that links to carts are made with, which notifications mails: one, or two while they are exchanged. */
  CART_LINK_KEYS: keys,
  /** After how many hours without a change a cart counts as left. */
  CART_ABANDONED_AFTER_HOURS: z.coerce.number().min(1).max(720).default(4),
  STORE_CURRENCIES: baseConfigShape.STORE_CURRENCIES.refine(
    (text) => readCurrencies(text)?.every(isDeliveredFor) ?? true,
    { error: 'expected currencies in which deliveries have a price (src/delivery/rules/delivery-prices.ts)' },
  ),
});

/** What carts is configured with. */
export type Config = z.infer<typeof configSchema>;
