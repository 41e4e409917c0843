import { inventoryCommitRefused } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The stock was no longer set aside when it was to be sold. */
export const onInventoryCommitRefused: FactHandler = (dependencies) =>
  onFact(dependencies, inventoryCommitRefused, () => ({ type: 'stock-commit-refused' }));
