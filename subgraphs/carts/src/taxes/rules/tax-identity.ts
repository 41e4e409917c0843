/** What the register of VAT numbers says of one: UNCHECKED while it was not asked or did not answer. */
export type VatIdStatus = 'CONFIRMED' | 'UNKNOWN' | 'UNCHECKED';

/** The business that buys a cart, as the row of the cart has it. */
export interface TaxIdentity {
  /** With its prefix, in capitals and without spaces: `DE136695976`. Its check digits are right. */
  readonly vatId: string;
  readonly company: string | null;
  readonly status: VatIdStatus;
  /** ISO 8601 instant of the register's answer; null where there is none. */
  readonly checkedAt: string | null;
}
