export { changeMetafields, type ChangeMetafieldsOutcome } from './change-metafields.ts';
export { metafieldFields } from './metafield-fields.ts';
export { metafieldRefusal, tooManyMetafields } from './metafield-refusal.ts';
export { metafieldStore } from './metafield-store.ts';
export { showMetafield, type Metafield } from './rules/metafield.ts';
export { readMetafieldChanges, shopperLimits, staffLimits, type GivenChanges } from './rules/read-changes.ts';
export type { TooManyMetafields } from './rules/set-metafields.ts';
