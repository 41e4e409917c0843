import { z } from 'zod';

const provider = z.object({
  /** What clients name it by: `google`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  /** What people call it: `Google`. */
  name: z.string().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Whether its word counts as proof that an address is somebody's: only of who gives the address, or asks its mailbox. */
  trustedForEmail: z.boolean().default(false),
  scopes: z.array(z.string()).default(['openid', 'email', 'profile']),
});

/** A service with whose accounts customers sign in (OpenID Connect). */
export type IdentityProvider = z.infer<typeof provider>;

/** Reads a JSON list of providers; none where it is missing. */
export const identityProviders = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return z.array(provider).parse(JSON.parse(text));
    } catch {
      context.addIssue({
        code: 'custom',
        message:
          'expected a JSON list of { id, name, issuer, clientId, clientSecret, trustedForEmail, scopes }',
      });
      return z.NEVER;
    }
  });
