export { holdProductTypes, readProductTypes } from './repository/product-types.ts';
export { readMissingKeys } from './repository/values-in-use.ts';
export type { AttributeDefinition, AttributeKind, ProductType } from './rules/definition.ts';
