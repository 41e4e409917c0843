import { baseConfigShape, keys } from '@cartwright/process';
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
  SHOP_NAME: z.string().min(1).default('Cartwright'),
  SHOP_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL that starts with http:// or https://' })
    .transform((url) => url.replace(/\/+$/, '')),
  SHOP_TIME_ZONE: z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin').default('UTC'),
});

/** The environment of notifications. */
export type Config = z.infer<typeof configSchema>;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
