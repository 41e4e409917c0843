import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

const urls = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: 'expected http:// URLs, separated by commas' })).min(1));

/** The environment of orders. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** Base URLs of carts' replicas. */
  CARTS_URL: urls,
  /** After how long an unanswered command of the checkout is sent again, the first time. */
  CHECKOUT_STEP_TIMEOUT_SECONDS: z.coerce.number().positive().max(3600).default(10),
  /** For how long stock is set aside for an order. */
  CHECKOUT_RESERVATION_SECONDS: z.coerce.number().int().positive().max(86_400).default(900),
});

/** What the environment says. */
export type Config = z.infer<typeof configSchema>;
