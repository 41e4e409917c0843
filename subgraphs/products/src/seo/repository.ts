import type { StatementSample, Transaction } from '@cartwright/database';
import type { Tables } from '../tables.ts';

/** What is stored of a product's page, and of whether somebody was quicker. */
export interface StoredProductSeo {
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly version: number;
}

/** Reads it, and lets nobody else change the product; undefined when there is none of that id. */
export function lockSeo(tx: Transaction<Tables>, id: string): Promise<StoredProductSeo | undefined> {
  return tx
    .selectFrom('products')
    .select(['seoTitle', 'seoDescription', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores what has become of it. */
export async function saveSeo(tx: Transaction<Tables>, id: string, seo: StoredProductSeo): Promise<void> {
  await tx.updateTable('products').set(seo).where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(tx) => lockSeo(tx, '')];
