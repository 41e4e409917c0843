export { freezeMetafields, isSameName, thawMetafields, type Metafield } from './metafield.ts';
export { shopperLimits, type MetafieldChanges } from './read-changes.ts';
export { byName, setMetafields, type TooManyMetafields } from './set-metafields.ts';
