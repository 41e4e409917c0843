import { type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { metafieldStore } from '@cartwright/metafields';
import type { Tables } from '../../tables.ts';

/** Where the metafields of each kind of owner are. */
export const stores = {
  PRODUCT: metafieldStore<Tables>('productMetafields'),
  PRODUCT_VARIANT: metafieldStore<Tables>('productVariantMetafields'),
  CATEGORY: metafieldStore<Tables>('categoryMetafields'),
  COLLECTION: metafieldStore<Tables>('collectionMetafields'),
  BRAND: metafieldStore<Tables>('brandMetafields'),
} as const;

/** What of the catalogue has metafields. */
export type OwnerType = keyof typeof stores;

/** An owner, and what of the catalogue is different to shoppers when its metafields are: a variant is a part of its product. */
export interface HeldOwner {
  readonly shownWith: string;
}

/** Lets nobody else change an owner until the transaction ends; undefined when there is none of that id. */
export async function holdOwner(
  tx: Transaction<Tables>,
  type: OwnerType,
  id: string,
): Promise<HeldOwner | undefined> {
  if (type !== 'PRODUCT_VARIANT') return hold(tx, tables[type], id);
  return tx
    .selectFrom('productVariants')
    .select('productId as shownWith')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

const tables = {
  PRODUCT: 'products',
  CATEGORY: 'categories',
  COLLECTION: 'collections',
  BRAND: 'brands',
} as const;

function hold(
  tx: Transaction<Tables>,
  table: (typeof tables)[keyof typeof tables],
  id: string,
): Promise<HeldOwner | undefined> {
  return tx
    .selectFrom(table)
    .select('id as shownWith')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

const noId = '00000000-0000-7000-8000-000000000000';
const types = Object.keys(stores) as OwnerType[];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = types.flatMap((type) => [
  (db: Statements<Tables>) => stores[type].read(db, [noId]),
  (tx: Transaction<Tables>) => holdOwner(tx, type, noId),
]);
