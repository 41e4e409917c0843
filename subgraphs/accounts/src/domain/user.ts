/** What a user may do. */
export type UserRole = 'GUEST' | 'CUSTOMER' | 'STAFF';

/** A user as accounts knows them; a guest has neither e-mail address nor name. */
export interface UserRecord {
  readonly id: string;
  readonly role: UserRole;
  /** Lower case. */
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** BCP 47. */
  readonly locale: string;
  readonly createdAt: Date;
}

/** A postal address with its parts trimmed; `countryCode` is ISO 3166-1 alpha-2 in upper case. */
export interface PostalAddress {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone: string | null;
}

/** An entry of a customer's address book. */
export interface AddressRecord extends PostalAddress {
  readonly id: string;
  readonly userId: string;
  readonly isDefault: boolean;
}

/** What to call a user on a page. */
export function displayNameOf(user: Pick<UserRecord, 'email' | 'firstName' | 'lastName'>): string {
  const name = [user.firstName, user.lastName].filter((part) => part !== null && part !== '').join(' ');
  return name || (user.email ?? 'Guest');
}
