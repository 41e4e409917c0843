export { taxBasket, type TaxedBasket, type TaxTerms } from './rules/tax-basket.ts';
export { standardVatBasisPoints, taxRateBasisPoints } from './rules/tax-rates.ts';
