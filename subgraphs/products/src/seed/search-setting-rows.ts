import type { SynonymGroup } from '../search-settings/door.ts';
import type { SeededRow } from './repository.ts';

/** What shoppers of the sample shop say in place of its words. */
const synonyms: readonly SynonymGroup[] = [
  { phrases: ['sneakers', 'trainers'], isOneWay: false },
  { phrases: ['jumper', 'sweater', 'pullover'], isOneWay: false },
];

/** What staff keep for searches in the sample shop. */
export function searchSettingRows(updatedAt: Date): SeededRow<'searchSettings'>[] {
  return [{ part: 'SYNONYMS', entries: synonyms, version: 1, updatedAt }];
}
