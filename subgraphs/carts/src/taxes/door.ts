export { standardVatBasisPoints, taxRateBasisPoints } from './rules.ts';
