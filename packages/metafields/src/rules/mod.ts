export {
  byName,
  freezeMetafields,
  isSameName,
  thawMetafields,
  type Metafield,
  type MetafieldName,
} from './metafield.ts';
export { shopperLimits, staffLimits, type MetafieldChanges } from './read-changes.ts';
export {
  setMetafields,
  type MetafieldChanged,
  type MetafieldsSet,
  type TooManyMetafields,
} from './set-metafields.ts';
