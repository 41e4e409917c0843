export { freezeMetafields, thawMetafields, type Metafield } from './metafield.ts';
export { shopperLimits, type MetafieldChanges } from './read-changes.ts';
export { setMetafields, type TooManyMetafields } from './set-metafields.ts';
