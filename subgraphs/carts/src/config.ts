import { readCurrencies } from '@cartwright/money';
import { baseConfigShape, keys, shopConfigShape } from '@cartwright/process';
import { z } from 'zod';
import { isDeliveredFor } from './delivery/door.ts';

/** Reads carts' configuration. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The keys with which orders signs its requests to carts: one, or two while they are exchanged. */
  ORDERS_KEYS: keys,
  /** The register of VAT numbers, VIES: `https://ec.europa.eu/taxation_customs/vies/rest-api`. Nobody is asked where it is left out. */
  VAT_REGISTER_URL: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'expected a URL that starts with https://' }),
    ])
    .optional()
    .transform((text) => (text === '' ? undefined : text?.replace(/\/+$/, ''))),
  /** How long a buyer waits for it at most. */
  VAT_REGISTER_TIMEOUT_MS: z.coerce.number().int().min(100).max(10_000).default(3_000),
  /** In which hours of promotions are meant. */
  SHOP_TIME_ZONE: shopConfigShape.SHOP_TIME_ZONE,
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
