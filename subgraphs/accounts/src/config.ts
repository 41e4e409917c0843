import { baseConfigShape, key, keys } from '@cartwright/process';
import { z } from 'zod';
import { identityProviders } from './identity-providers/config.ts';

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
  /** With what the tokens of mailed links are sealed on their way to notifications. */
  NOTIFICATIONS_SEAL_KEY: key,
  /** With what the secrets of authenticator apps are sealed: one key, or two while they are exchanged. */
  SECOND_FACTOR_KEYS: keys,
  /** With what the addresses of those who were erased are hashed. */
  ERASED_ADDRESSES_KEY: key,
  /** The domain that passkeys are for; by default that of PUBLIC_URL. */
  PASSKEY_DOMAIN: z.string().optional(),
  /** The web shops and apps that may ask for passkeys, separated by commas; by default PUBLIC_URL alone. */
  PASSKEY_ORIGINS: z.string().optional(),
  /** The services with whose accounts customers sign in, as JSON; none by default. */
  IDENTITY_PROVIDERS: identityProviders,
  /** Where those may send people back to, to the letter, separated by commas. */
  IDENTITY_REDIRECT_URIS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
  /** For how many days a guest is remembered who has no session any more. */
  GUEST_KEPT_DAYS: z.coerce.number().int().min(1).default(90),
  /** The pause between two looks for files of customers that nobody works on. */
  IMPORT_SWEEP_SECONDS: z.coerce.number().positive().max(3600).default(2),
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

/** The shop as passkeys know it. */
export function relyingPartyOf({
  PUBLIC_URL,
  PASSKEY_DOMAIN,
  PASSKEY_ORIGINS,
}: Pick<Config, 'PUBLIC_URL' | 'PASSKEY_DOMAIN' | 'PASSKEY_ORIGINS'>): { id: string; origins: string[] } {
  const { hostname, origin } = new URL(PUBLIC_URL);
  const origins = PASSKEY_ORIGINS?.split(',').flatMap((part) => part.trim() || []);
  return { id: PASSKEY_DOMAIN ?? hostname, origins: origins ?? [origin] };
}
