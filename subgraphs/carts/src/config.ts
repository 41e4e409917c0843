import { baseConfigSchema, type BaseConfig } from '@cartwright/process';

/** What carts is configured with: nothing of its own. */
export type Config = BaseConfig;

/** Reads carts' configuration. */
export const configSchema = baseConfigSchema;
