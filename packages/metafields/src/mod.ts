export { changeMetafields, type ChangeMetafieldsOutcome } from './change-metafields.ts';
export { freezeMetafields, showMetafield, thawMetafields, type Metafield } from './metafield.ts';
export { metafieldFields } from './metafield-fields.ts';
export { metafieldRefusal, tooManyMetafields } from './metafield-refusal.ts';
export { metafieldStore } from './metafield-store.ts';
export {
  readMetafieldChanges,
  shopperLimits,
  staffLimits,
  type GivenChanges,
  type MetafieldChanges,
} from './read-changes.ts';
export { setMetafields, type TooManyMetafields } from './set-metafields.ts';
