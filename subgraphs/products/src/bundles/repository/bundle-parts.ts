import {
  anyOf,
  insertRows,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import { findAwaited } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import type { Part, PartFacts } from '../rules/parts-input.ts';

/** A part of a bundle. */
export interface BundlePart extends Part {
  readonly bundleId: string;
}

/** The parts of some bundles, in their order. */
export const readBundleParts = keyedRead((db: Statements<Tables>, bundleIds: readonly string[]) =>
  db
    .selectFrom('bundleParts')
    .select(['bundleId', 'partId as variantId', 'quantity'])
    .where('bundleId', '=', anyOf(bundleIds))
    .orderBy('bundleId')
    .orderBy('position'),
);

/** So many of the variants that bundles consist of, behind one, in the order of their ids. */
export async function listPartIds(
  db: Statements<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('bundleParts')
    .select('partId')
    .distinct()
    .$if(after !== undefined, (query) => query.where('partId', '>', after ?? ''))
    .orderBy('partId')
    .limit(limit)
    .execute();
  return rows.map(({ partId }) => partId);
}

/** The product of a variant, shown or not; undefined for an unknown one. */
export async function findProductOf(db: Statements<Tables>, variantId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('productVariants')
    .select('productId')
    .where('id', '=', variantId)
    .executeTakeFirst();
  return found?.productId;
}

/** What has to be known of variants before they are parts of a bundle. */
export async function readPartFacts(
  tx: Transaction<Tables>,
  bundle: { readonly id: string; readonly productId: string },
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, PartFacts>> {
  const rows = await tx
    .selectFrom('stock as s')
    .innerJoin('productVariants as v', 'v.id', 's.variantId')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .select((eb) => [
      's.variantId',
      's.isBundle',
      eb
        .or([eb('p.status', '=', 'PUBLISHED'), eb('p.id', '=', bundle.productId)])
        .$castTo<boolean>()
        .as('isShown'),
      eb
        .selectFrom('bundleParts as part')
        .select(sql<number>`count(*)::int4`.as('bundles'))
        .whereRef('part.partId', '=', 's.variantId')
        .where('part.bundleId', '<>', bundle.id)
        .$asScalar()
        .$notNull()
        .as('bundles'),
    ])
    .where('s.variantId', '=', anyOf(variantIds))
    .execute();
  return new Map(rows.map((facts) => [facts.variantId, facts]));
}

/** Whether a locked variant has no stock of its own, now or to come, and nothing that goes with it: then it can be a bundle. */
export async function isBlank(tx: Transaction<Tables>, variantId: string): Promise<boolean> {
  const blank = await tx
    .selectFrom('stock as s')
    .select('s.variantId')
    .where('s.variantId', '=', variantId)
    .where((eb) =>
      eb.and({
        received: 0,
        reserved: 0,
        sold: 0,
        safetyStock: 0,
        whenSoldOut: 'DENY',
        hasFlashOffers: false,
      }),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('bundleParts as part').select('partId').whereRef('partId', '=', 's.variantId'),
        ),
      ),
    )
    .executeTakeFirst();
  return blank !== undefined && (await findAwaited(tx, [variantId])).length === 0;
}

/** Gives a bundle, locked after its parts, other parts. What may be bought is worked out next. */
export async function saveBundleParts(
  tx: Transaction<Tables>,
  bundleId: string,
  parts: readonly Part[],
): Promise<void> {
  await tx.deleteFrom('bundleParts').where('bundleId', '=', bundleId).execute();
  await tx
    .updateTable('stock')
    .set({ isBundle: parts.length > 0 })
    .where('variantId', '=', bundleId)
    .execute();
  const [first, ...rest] = parts.map(({ variantId, quantity }, position) => {
    return { bundleId, partId: variantId, quantity, position };
  });
  if (first === undefined) return;
  await insertRows(tx, 'bundleParts', [first, ...rest]).execute();
  const ids = parts.map(({ variantId }) => variantId);
  await tx
    .updateTable('stock')
    .set({ isPart: true })
    .where('variantId', '=', anyOf(ids))
    .where('isPart', '=', false)
    .execute();
}

/** Takes away what may be bought of a bundle that is to be none any more. @returns its next version, where any could be bought */
export async function emptyBundle(
  tx: Transaction<Tables>,
  variantId: string,
): Promise<readonly { readonly version: number }[]> {
  return tx
    .updateTable('stock')
    .set((eb) => ({ available: 0, version: eb('version', '+', eb.lit(1)) }))
    .where('variantId', '=', variantId)
    .where('available', '>', 0)
    .returning('version')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => listPartIds(db, { after: '', limit: 1 }),
  (db) => readBundleParts(db, ['']),
  (tx) => readPartFacts(tx, { id: '', productId: '' }, ['']),
  (tx) => isBlank(tx, ''),
];
