import { baseConfigShape, keys } from '@cartwright/process';
import { z } from 'zod';

/** Reads carts' configuration. */
export const configSchema = z.object({
  ...baseConfigShape,
  /** The keys with which orders signs its requests to carts: one, or two while they are exchanged. */
  ORDERS_KEYS: keys,
});

/** What carts is configured with. */
export type Config = z.infer<typeof configSchema>;
