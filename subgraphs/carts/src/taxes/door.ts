export { taxBasket, type TaxedBasket, type TaxTerms } from './rules/tax-basket.ts';
export { standardVatBasisPoints, taxRateBasisPoints } from './rules/tax-rates.ts';
/** What prices will depend on. @public */
export { standardTaxes, type TaxesOfPlace, type TaxPlace, type TaxTable } from './rules/tax-table.ts';
