export { searchSettingsChangedMessage } from './events.ts';
export type { IndexedSettings } from './rules/indexed-settings.ts';
export { productBoosts } from './rules/product-boosts.ts';
export { rewriteQuery } from './rules/rewrite-query.ts';
export { rewriteUnfinished, type RewrittenUnfinished } from './rules/rewrite-unfinished.ts';
export type { Boost, FacetRange, RangedFacet, StoredSettings, SynonymGroup } from './rules/settings.ts';
export type { Pins } from './repository/pins.ts';
export { renameBrandInBoosts } from './use-cases/rename-brand.ts';
export { wordsOf } from './rules/words-of.ts';
