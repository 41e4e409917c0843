import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of payments. */
export const configSchema = z.object({
  ...baseConfigShape,
  PAYMENT_SIMULATOR_URL: z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http://' }),
  PAYMENT_WEBHOOK_SECRET: z.string().min(16, 'expected at least 16 characters'),
});

/** The environment of payments. */
export type Config = z.infer<typeof configSchema>;
