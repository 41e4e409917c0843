export type { Collection } from './repository/collections.ts';
export type { CollectionCondition } from './rules/collection-rule.ts';
