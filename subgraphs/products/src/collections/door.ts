export { collectionChangedMessage } from './events.ts';
export { collectionColumns, type Collection } from './repository/collections.ts';
export type { CollectionCondition, CollectionRule } from './rules/collection-rule.ts';
export { addBrandNameToRules, endBrandNamesInRules, giveRulesTo } from './repository/brand-names.ts';
