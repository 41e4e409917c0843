import { baseConfigShape, key } from '@cartwright/process';
import { z } from 'zod';

/** Reads the environment of the payment provider simulator. */
export const configSchema = z.object({
  HOST: baseConfigShape.HOST,
  PORT: baseConfigShape.PORT,
  DATABASE_URL: baseConfigShape.DATABASE_URL,
  LOG_LEVEL: baseConfigShape.LOG_LEVEL,
  /** Where events go. */
  WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http://' }),
  /** The secret that events are signed with. */
  PAYMENT_WEBHOOK_SECRET: key,
  /** How a buyer's browser reaches the simulator, where that is not by host and port. */
  SIMULATOR_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long what is decided later takes. */
  SETTLE_MS: z.coerce.number().int().min(0).default(3_000),
});

/** The environment of the payment provider simulator. */
export type SimulatorConfig = z.infer<typeof configSchema>;
