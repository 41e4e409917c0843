import { memberStateOf, memberStateOfVatId } from './member-states.ts';
import type { TaxIdentity } from './tax-identity.ts';
import type { TaxPlace } from './tax-table.ts';

/** Why a buyer pays no tax: staff have said so, or a business of another member state owes it itself. */
export type ExemptBecause = 'CUSTOMER_EXEMPT' | 'REVERSE_CHARGE';

/** What staff have said of a customer who pays no tax. */
export interface Exemption {
  /** Not exempt at that moment any more; null for no end. */
  readonly until: Date | null;
}

/** What taxes depend on of the shop. */
export interface ShopTaxes {
  /** ISO 3166-1 alpha-2 of the country that it sells from; null while staff have not said. */
  readonly shopCountry: string | null;
  /** Whether a VAT number with the right check digits counts while the register does not answer. */
  readonly trustsFormat: boolean;
}

/** What decides whether a buyer pays tax. */
export interface Buyer {
  /** Of the customer; null where staff have said nothing, and for guests. */
  readonly exemption: Exemption | null;
  /** Of the cart. */
  readonly identity: TaxIdentity | null;
  /** Where the goods go to. */
  readonly place: Pick<TaxPlace, 'countryCode' | 'region' | 'now'>;
  readonly shop: ShopTaxes;
}

/** Why a buyer pays no tax; null for one who does. */
export function whyExempt({ exemption, identity, place, shop }: Buyer): ExemptBecause | null {
  if (exemption !== null && (exemption.until === null || place.now < exemption.until))
    return 'CUSTOMER_EXEMPT';
  return identity !== null && isReverseCharge(identity, place, shop) ? 'REVERSE_CHARGE' : null;
}

/**
 * Goods that go from one member state to another one, to a business with a VAT number of a state other than the shop's: Directive
 * 2006/112/EC, article 138. Where the goods go to has to be known.
 */
function isReverseCharge(
  { vatId, status }: TaxIdentity,
  { countryCode, region }: Buyer['place'],
  { shopCountry, trustsFormat }: ShopTaxes,
): boolean {
  if (shopCountry === null || countryCode === null) return false;
  const from = memberStateOf(shopCountry, null);
  const to = memberStateOf(countryCode, region);
  const registered = memberStateOfVatId(vatId);
  if (from === null || to === null || registered === null) return false;
  if (to === from || registered === from) return false;
  return status === 'CONFIRMED' || (status === 'UNCHECKED' && trustsFormat);
}
