import { baseConfigShape, keys } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of payments. */
export const configSchema = z.object({
  ...baseConfigShape,
  PAYMENT_SIMULATOR_URL: z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http://' }),
  /** The secrets with which the provider signs its events: one, or two while they are exchanged. */
  PAYMENT_WEBHOOK_SECRETS: keys,
});

/** The environment of payments. */
export type Config = z.infer<typeof configSchema>;
