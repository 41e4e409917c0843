import { baseConfigShape, keys, shopConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of notifications. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The keys that accounts seals the tokens of mailed links with: one, or two while they are exchanged. */
  ACCOUNTS_SEAL_KEYS: keys,
  /** The same of orders. */
  ORDERS_SEAL_KEYS: keys,
  /** The keys that links to carts are made with, for carts to read: one, or two while they are exchanged. */
  CART_LINK_KEYS: keys,
  /** The keys that the secrets of webhooks are sealed with: one, or two while they are exchanged. */
  WEBHOOK_SEAL_KEYS: keys,
  /** Whom webhooks may be sent to: `public` is whoever the internet reaches, over https; `any` the own network as well. */
  WEBHOOK_TARGETS: z.enum(['public', 'any']).default('public'),
  /** For how many days the feed of events goes back. */
  EVENT_FEED_DAYS: z.coerce.number().int().min(7).max(365).default(30),
  /** How often the feed and the webhooks are looked at when nothing wakes them. */
  EVENT_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected a URL that starts with smtp:// or smtps://' }),
  MAIL_FROM: z.string().min(3),
  /** Where mail programs may write to unsubscribe somebody, beside the link; somebody has to read that mailbox. */
  MAIL_UNSUBSCRIBE: z.union([z.literal(''), z.email()], 'expected an e-mail address').optional(),
  /** The page of a product in the shop. */
  SHOP_PRODUCT_PATH: z
    .string()
    .optional()
    .transform((path) => path || '/products/{slug}')
    .pipe(z.string().regex(/^\/[^\s{}]*\{slug\}[^\s{}]*$/, 'expected a path such as /products/{slug}')),
  ...shopConfigShape,
});

/** The environment of notifications. */
export type Config = z.infer<typeof configSchema>;
