export { holdProductTypes, readProductTypes } from './repository/product-types.ts';
export { readMissingKeys } from './repository/values-in-use.ts';
export type {
  AttributeChoice,
  AttributeDefinition,
  AttributeKind,
  AttributeOwner,
  ProductType,
} from './rules/definition.ts';
