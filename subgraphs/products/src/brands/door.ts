export { brandChangedMessage } from './events.ts';
export type { Brand } from './repository/brands.ts';
export { findBrandName, holdRenamed } from './repository/brands.ts';
export { holdBrands } from './use-cases/hold-brands.ts';
export { noSuchBrand, readBrandGiven } from './rules/given-brand.ts';
