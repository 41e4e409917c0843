import type { MessageAddress } from './values.ts';

/**
 * Whom an order is of once its buyer was erased: what the law wants to be kept for ten years (what was sold, when, for how much and
 * with which tax of which country) stays, and this stands in the buyer's place. No mail arrives there (RFC 2606), and nobody can
 * prove that the address is theirs.
 */
export const erasedEmail = 'erased@customer.invalid';

/** The address of an erased person: of theirs only the country is kept, since tax depends on it. */
export const erasedAddress = {
  firstName: 'Erased customer',
  lastName: null,
  company: null,
  line1: '–',
  line2: null,
  city: null,
  region: null,
  postalCode: null,
  phone: null,
} as const satisfies Omit<MessageAddress, 'countryCode'>;
