import { sampleId } from '@cartwright/sample-data';
import type { CollectionRule } from '../collections/door.ts';
import { germanPage } from './german-texts.ts';
import type { SeededRow } from './repository.ts';

/** So many products staff have put together. */
const handPicked = 8;

interface SampleCollection {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly rule: CollectionRule | null;
}

const samples: readonly SampleCollection[] = [
  {
    slug: 'our-favourites',
    name: 'Our favourites',
    description: 'What we would buy ourselves.',
    rule: null,
  },
  {
    slug: 'reduced',
    name: 'Reduced',
    description: 'At a lower price than before, while stock lasts.',
    rule: {
      match: 'ALL',
      conditions: [
        { kind: 'REDUCED', isReduced: true },
        { kind: 'FOR_SALE', isForSale: true },
      ],
    },
  },
  {
    slug: 'well-loved',
    name: 'Well loved',
    description: 'What those who have it like best.',
    rule: { match: 'ALL', conditions: [{ kind: 'RATING', minimum: 4.5 }] },
  },
];

/** A collection that staff have put together, and others with rules, whose products the loop that follows rules finds. */
export function collectionRows(now: Date) {
  const [handMade, ...ruled] = samples.map(({ rule, ...texts }, index): SeededRow<'collections'> => ({
    id: sampleId('collection', index),
    ...texts,
    translations: germanPage(texts),
    rule,
    isShown: true,
    isBehind: rule !== null,
    sweptAt: now,
    createdAt: now,
  }));
  return { handMade, ruled };
}

/** The products that staff have put together, of those that there are. */
export function handPickedRows(
  products: Iterable<{ readonly id: string; readonly createdAt: Date }>,
): SeededRow<'collectionProducts'>[] {
  const collectionId = sampleId('collection', 0);
  return Iterator.from(products)
    .take(handPicked)
    .map(({ id: productId, createdAt }, position) => ({ collectionId, productId, position, createdAt }))
    .toArray();
}
