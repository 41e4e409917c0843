import { baseConfigShape, keys } from '@cartwright/process';
import { z } from 'zod';

const privateJwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

const privateJwk = z.string().transform((text, context) => {
  try {
    return privateJwkSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a private Ed25519 JWK as JSON' });
    return z.NEVER;
  }
});

/** Reads the environment of accounts. */
export const configSchema = z.object({
  ...baseConfigShape,
  TOKEN_PRIVATE_KEY: privateJwk,
  /** With what the secrets of authenticator apps are sealed: one key, or two while they are exchanged. */
  SECOND_FACTOR_KEYS: keys,
  /** Whether staff may do nothing before they have a second factor: `required` in production unless it says otherwise. */
  STAFF_SECOND_FACTOR: z.enum(['required', 'optional']).optional(),
});

/** Whether the permissions of staff wait for a second factor. */
export function staffNeedSecondFactor({
  NODE_ENV,
  STAFF_SECOND_FACTOR,
}: Pick<Config, 'NODE_ENV' | 'STAFF_SECOND_FACTOR'>): boolean {
  return (STAFF_SECOND_FACTOR ?? (NODE_ENV === 'production' ? 'required' : 'optional')) === 'required';
}

/** The environment of accounts. */
export type Config = z.infer<typeof configSchema>;
