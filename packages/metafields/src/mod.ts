export { changeMetafields, type ChangeMetafieldsOutcome } from './change-metafields.ts';
export { metafieldFields } from './metafield-fields.ts';
export { metafieldRefusal, tooManyMetafields } from './metafield-refusal.ts';
export { metafieldStore } from './metafield-store.ts';
export { checkByRules, type MetafieldRule } from './rules/definition.ts';
export { showMetafield, type Metafield, type MetafieldName } from './rules/metafield.ts';
export { readDefinition, type ReadDefinition } from './rules/read-definition.ts';
export { readMetafieldChanges, shopperLimits, staffLimits, type GivenChanges } from './rules/read-changes.ts';
export type { TooManyMetafields } from './rules/set-metafields.ts';
