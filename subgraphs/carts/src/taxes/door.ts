export { findTaxSettings } from './repository/classes-and-zones.ts';
export { findExemptions } from './repository/exemptions.ts';
export { findTaxTable } from './repository/find-tax-table.ts';
export { memberStateOfVatId } from './rules/member-states.ts';
export { taxBasket, type TaxedBasket, type TaxTerms } from './rules/tax-basket.ts';
export type { TaxIdentity } from './rules/tax-identity.ts';
export { standardVatBasisPoints, taxRateBasisPoints } from './rules/tax-rates.ts';
export { standardTaxes, type TaxesOfPlace, type TaxPlace, type TaxTable } from './rules/tax-table.ts';
export { type ShopTaxes, whyExempt } from './rules/why-exempt.ts';
