import { baseConfigShape, keys } from '@cartwright/process';
import { z } from 'zod';
import { riskRules } from './fraud/door.ts';

/** Reads the environment of payments. */
export const configSchema = z.object({
  ...baseConfigShape,
  PAYMENT_SIMULATOR_URL: z.url({ protocol: /^https?$/, error: 'expected a URL that starts with http://' }),
  /** The secrets with which the provider signs its events: one, or two while they are exchanged. */
  PAYMENT_WEBHOOK_SECRETS: keys,
  /** What payments are looked at for, or refused, as JSON; the usual rules when left out. */
  PAYMENT_RISK_RULES: riskRules,
});

/** The environment of payments. */
export type Config = z.infer<typeof configSchema>;
