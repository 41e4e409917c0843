import { baseConfigShape } from '@cartwright/process';
import { z } from 'zod';

/** The environment of products. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The pause between two looks for reservations that have expired. */
  RESERVATION_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
});

/** The environment of products, read and checked. */
export type Config = z.infer<typeof configSchema>;
