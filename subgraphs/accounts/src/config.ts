import { baseConfigShape } from '@cartwright/process';
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
export const configSchema = z.object({ ...baseConfigShape, TOKEN_PRIVATE_KEY: privateJwk });

/** The environment of accounts. */
export type Config = z.infer<typeof configSchema>;
