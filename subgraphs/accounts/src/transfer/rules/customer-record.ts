import { listCell } from '@cartwright/transfer';

/** Columns of Shopify's customer exports that say something here (https://help.shopify.com/en/manual/customers/import-export-customers). */
export const customerColumns = [
  'Customer ID',
  'First Name',
  'Last Name',
  'Email',
  'Default Address Company',
  'Default Address Address1',
  'Default Address Address2',
  'Default Address City',
  'Default Address Province Code',
  'Default Address Country Code',
  'Default Address Zip',
  'Default Address Phone',
  'Tags',
] as const;

/** An address of a customer's book. */
export interface ExportedAddress {
  readonly isDefault: boolean;
  readonly firstName: string;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly countryCode: string;
  readonly phone: string | null;
}

/** A customer as a file has them. */
export interface ExportedCustomer {
  readonly id: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly vatId: string | null;
  readonly locale: string;
  readonly emailVerifiedAt: Date | null;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  /** The default first. */
  readonly addresses: readonly ExportedAddress[];
  /** Names, in their order. */
  readonly groups: readonly string[];
}

/** The row of a customer in a table. */
export function rowOfCustomer(customer: ExportedCustomer): (string | null)[] {
  const { id, firstName, lastName, email, groups } = customer;
  const address = customer.addresses.find(({ isDefault }) => isDefault);
  return [
    ...[id, firstName, lastName, email],
    address === undefined ? customer.company : address.company,
    address?.line1 ?? null,
    address?.line2 ?? null,
    address?.city ?? null,
    address?.region ?? null,
    address?.countryCode ?? null,
    address?.postalCode ?? null,
    address?.phone ?? null,
    listCell(groups),
  ];
}

/** A customer as a line of JSON Lines has them. */
export function jsonOfCustomer({ emailVerifiedAt, disabledAt, ...customer }: ExportedCustomer): object {
  return { ...customer, isEmailVerified: emailVerifiedAt !== null, isDisabled: disabledAt !== null };
}
