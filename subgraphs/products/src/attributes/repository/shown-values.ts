import { anyOf, keyedRead, type StatementSample, type Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';

/** What is said of some products themselves, with what is shown of files. */
export const valuesOfProducts = keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
  shownValues(db)
    .select((eb) => eb.ref('v.productId').$notNull().as('ownerId'))
    .where('v.productId', '=', anyOf(productIds))
    .where('v.variantId', 'is', null),
);

/** What is said of some variants, likewise. */
export const valuesOfVariants = keyedRead((db: Statements<Tables>, variantIds: readonly string[]) =>
  shownValues(db)
    .select((eb) => eb.ref('v.variantId').$notNull().as('ownerId'))
    .where('v.variantId', '=', anyOf(variantIds)),
);

function shownValues(db: Statements<Tables>) {
  return db
    .selectFrom('attributeValues as v')
    .leftJoin('mediaFiles as file', 'file.id', 'v.mediaId')
    .select(['v.id', 'v.definitionId', 'v.value as content', 'v.mediaId', 'file.mediaType', 'file.byteSize'])
    .select(['file.storageKey', 'file.width', 'file.height', 'file.placeholder']);
}

/** What is stored of a value that is shown. */
export type StoredShownValue = Awaited<ReturnType<typeof valuesOfProducts>>[number];

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => valuesOfProducts(db, ['']),
  (db) => valuesOfVariants(db, ['']),
];
