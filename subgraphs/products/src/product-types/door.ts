export { productTypesChangedMessage } from './events.ts';
export { choicesIn } from './rules/choices-in.ts';
export { holdProductTypes, lockProductTypes, readProductTypes } from './repository/product-types.ts';
export { readMissingKeys } from './repository/values-in-use.ts';
export type { AttributeDefinition, AttributeKind, ProductType } from './rules/definition.ts';
