import type { ConsentRecord } from '../../consents/door.ts';

/** What a table of consents begins with. */
export const consentColumns = [
  'Email',
  'First Name',
  'Language',
  'Source',
  'Consented At',
  'Asked At',
  'Customer ID',
  'Unsubscribe URL',
] as const;

/** An address whose owner has agreed to the newsletter. */
export type AgreedAddress = Pick<ConsentRecord, 'email' | 'userId' | 'source' | 'createdAt' | 'askedAt'> & {
  /** Null where no account has proved the address to be its own. */
  readonly firstName: string | null;
  /** BCP 47; likewise. */
  readonly locale: string | null;
};

/** The same with the link that ends its consent. */
export type ConsentLine = AgreedAddress & { readonly unsubscribeUrl: string };

/** The row of an address in a table. */
export function rowOfConsent(line: ConsentLine): (string | null)[] {
  const { email, firstName, locale, source, userId, unsubscribeUrl } = line;
  const [consentedAt, askedAt] = [line.createdAt.toISOString(), line.askedAt?.toISOString() ?? null];
  return [email, firstName, locale, source, consentedAt, askedAt, userId, unsubscribeUrl];
}

/** An address as a line of JSON Lines has it. */
export function jsonOfConsent({ userId, createdAt, ...line }: ConsentLine): object {
  return { ...line, customerId: userId, consentedAt: createdAt };
}
