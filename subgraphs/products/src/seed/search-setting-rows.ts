import type { RangedFacet, SynonymGroup } from '../search-settings/door.ts';
import type { SeededRow } from './repository.ts';

/** What shoppers of the sample shop say in place of its words. */
const synonyms: readonly SynonymGroup[] = [
  { phrases: ['sneakers', 'trainers'], isOneWay: false },
  { phrases: ['jumper', 'sweater', 'pullover'], isOneWay: false },
];

/** How shoppers of the sample shop choose laptop bags and headphones. */
const rangedFacets: readonly RangedFacet[] = [
  {
    code: 'attribute:laptop-size',
    currency: null,
    ranges: [
      range({ label: 'Up to 13 in', german: 'Bis 13 Zoll', max: '13.9' }),
      range({ label: '14 and 15 in', german: '14 und 15 Zoll', min: '14', max: '15.9' }),
      range({ label: '16 in and more', german: 'Ab 16 Zoll', min: '16' }),
    ],
  },
  {
    code: 'attribute:battery-life',
    currency: null,
    ranges: [
      range({ label: 'Up to 10 hours', german: 'Bis 10 Stunden', max: '10' }),
      range({ label: 'More than 10 hours', german: 'Über 10 Stunden', min: '10.1' }),
    ],
  },
];

function range({
  label,
  german,
  min = null,
  max = null,
}: {
  readonly label: string;
  readonly german: string;
  readonly min?: string | null;
  readonly max?: string | null;
}): RangedFacet['ranges'][number] {
  return { label, translations: [{ language: 'de', label: german }], min, max };
}

/** What staff keep for searches in the sample shop. */
export function searchSettingRows(updatedAt: Date): SeededRow<'searchSettings'>[] {
  return [
    { part: 'SYNONYMS', entries: synonyms, version: 1, updatedAt },
    { part: 'FACET_RANGES', entries: rangedFacets, version: 1, updatedAt },
  ];
}
