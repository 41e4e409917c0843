import { baseConfigShape, keys, shopConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of notifications. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The keys that accounts seals the tokens of mailed links with: one, or two while they are exchanged. */
  ACCOUNTS_SEAL_KEYS: keys,
  /** The same of orders. */
  ORDERS_SEAL_KEYS: keys,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected a URL that starts with smtp:// or smtps://' }),
  MAIL_FROM: z.string().min(3),
  ...shopConfigShape,
});

/** The environment of notifications. */
export type Config = z.infer<typeof configSchema>;
