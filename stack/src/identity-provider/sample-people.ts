/** Somebody with an account at the sample's identity provider. */
export interface SamplePerson {
  /** What the provider knows them by; it never changes. */
  readonly sub: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly email: string;
  readonly email_verified: boolean;
  /** What happens to who signs in as them, for the page. */
  readonly note: string;
}

/** Who can be signed in as: one for each way that a sign-in can end. */
export const samplePeople: readonly SamplePerson[] = [
  {
    sub: 'new-customer',
    given_name: 'Nico',
    family_name: 'Newcomer',
    email: 'newcomer@example.com',
    email_verified: true,
    note: 'becomes a customer at the first sign-in',
  },
  {
    sub: 'shopper',
    given_name: 'Sam',
    family_name: 'Shopper',
    email: 'shopper@example.com',
    email_verified: true,
    note: 'has the address of the sample customer',
  },
  {
    sub: 'unverified',
    given_name: 'Una',
    family_name: 'Unverified',
    email: 'unverified@example.com',
    email_verified: false,
    note: 'has not confirmed the address, and becomes nobody',
  },
];
