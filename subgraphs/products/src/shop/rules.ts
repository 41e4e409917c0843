import { z } from 'zod';

/** What a page of the shop's own rules is about. @public */
export const policyKinds = ['IMPRINT', 'PRIVACY', 'RETURNS', 'SHIPPING', 'TERMS'] as const;

/** A page of the shop's own rules. */
export interface ShopPolicy {
  readonly kind: (typeof policyKinds)[number];
  readonly url: string;
}

const policySchema = z.object({ kind: z.enum(policyKinds), url: z.url({ protocol: /^https?$/ }) });

/**
 * Reads `PRIVACY=https://shop.example/privacy,TERMS=https://shop.example/terms`; nothing for a shop that names none.
 * @returns undefined where a part of it is of no kind, leads nowhere, or is there twice
 */
export function readPolicies(text = ''): readonly ShopPolicy[] | undefined {
  const parts = text.split(',').flatMap((part) => part.trim() || []);
  const policies = parts.flatMap((part) => {
    const [kind = '', ...url] = part.split('=');
    return policySchema.safeParse({ kind: kind.trim().toUpperCase(), url: url.join('=').trim() }).data ?? [];
  });
  const isWhole =
    policies.length === parts.length && new Set(policies.map(({ kind }) => kind)).size === parts.length;
  return isWhole ? policies : undefined;
}
