import {
  anyOf,
  recordset,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { Metafield } from '@cartwright/metafields';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { isForSale } from '../../offers/door.ts';
import { type HeldList, isNamed, type NamedList, type Wish, type WishList } from '../rules/wish-list.ts';

type Db = Statements<Tables>;
type Tx = Transaction<Tables>;
type ListRow = Selectable<Tables['wishLists']>;

/** The lists of some owners with what is in them, oldest first. */
export async function listsOf(db: Db, ownerIds: readonly string[]): Promise<WishList[]> {
  const rows = await selectLists(db).where('ownerId', '=', anyOf(ownerIds)).execute();
  return withItems(db, rows);
}

/** A list with what is in it. */
export async function findList(db: Db, id: string): Promise<WishList | undefined> {
  const [list] = await withItems(db, await selectLists(db).where('id', '=', id).execute());
  return list;
}

/** The list that is shared by a token. */
export async function findShared(db: Db, shareToken: string): Promise<NamedList | undefined> {
  const [list] = await withItems(db, await selectLists(db).where('shareToken', '=', shareToken).execute());
  return list !== undefined && isNamed(list) ? list : undefined;
}

/** A list by its id, as its owner asks for it. */
export interface OwnedList {
  readonly id: string;
  readonly ownerId: string;
}

/** What buyers said of the lines that became these items; items of which nothing was said are left out. */
export async function saidOfItems(
  db: Db,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly metafields: readonly Metafield[] }[]> {
  const rows = await db
    .selectFrom('wishListItems')
    .select(['id', 'metafields'])
    .where('id', '=', anyOf(ids))
    .where('metafields', 'is not', null)
    .execute();
  return rows.map(({ id, metafields }) => ({ id, metafields: metafields ?? [] }));
}

/** Locks a list of an owner's. */
export async function lockList(tx: Tx, { id, ownerId }: OwnedList): Promise<HeldList | undefined> {
  const locking = selectLists(tx).where('id', '=', id).where('ownerId', '=', ownerId).forUpdate();
  const list = await locking.executeTakeFirst();
  return list === undefined ? undefined : held(tx, list);
}

/** Without a parameter: PostgreSQL finds the partial index by it. */
const isSaved = sql<boolean>`kind = 'SAVED_FOR_LATER'`;

/**
 * Locks what an owner has saved for later, which begins as `ifNone` where there is nothing. In one statement: between two, the list
 * could be deleted.
 */
export async function lockSaved(tx: Tx, ifNone: Omit<ListRow, 'kind'>): Promise<HeldList> {
  const row = await tx
    .insertInto('wishLists')
    .values({ ...ifNone, kind: 'SAVED_FOR_LATER' })
    .onConflict((conflict) =>
      conflict
        .column('ownerId')
        .where(isSaved)
        .doUpdateSet((eb) => ({ updatedAt: eb.ref('wishLists.updatedAt') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return held(tx, row);
}

/** Lets nobody else start a list of an owner's until the end of the transaction. @returns how many they have named */
export async function holdNamed(tx: Tx, ownerId: string): Promise<number> {
  const name = `wish lists ${ownerId}`;
  await tx.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${name}, 0))`.as('held')).execute();
  const named = tx.selectFrom('wishLists').where('ownerId', '=', ownerId).where('kind', '=', 'NAMED');
  const { count } = await named.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return count;
}

/** Stores a new list without items. */
export async function insertList(tx: Tx, list: ListRow): Promise<void> {
  await tx.insertInto('wishLists').values(list).execute();
}

/** Stores something of a list. */
export async function saveList(
  tx: Tx,
  id: string,
  change: Partial<Pick<ListRow, 'name' | 'shareToken'>> & Pick<ListRow, 'updatedAt'>,
): Promise<void> {
  await tx.updateTable('wishLists').set(change).where('id', '=', id).execute();
}

/** Deletes a list of an owner's with what is in it. @returns whether there was one */
export async function deleteList(db: Db, { id, ownerId }: OwnedList): Promise<boolean> {
  const deletion = db.deleteFrom('wishLists').where('id', '=', id).where('ownerId', '=', ownerId);
  return (await deletion.returning('id').executeTakeFirst()) !== undefined;
}

const itemColumns = [
  'id',
  'wishListId',
  'variantId',
  'quantity',
  'metafields',
  'privateMetafields',
  'addedAt',
] as const;

/** Stores wishes in a list; of a variant that is there already, what is different. */
export async function putItems(tx: Tx, wishListId: string, wishes: readonly Wish[]): Promise<void> {
  if (wishes.length === 0) return;
  const rows = wishes.map(({ id, variantId, quantity, metafields, privateMetafields, addedAt }) => {
    const words = { metafields: orNull(metafields), privateMetafields: orNull(privateMetafields) };
    return { id, wishListId, variantId, quantity, ...words, addedAt };
  });
  await withColumns(tx.insertInto('wishListItems'), itemColumns)
    .expression(tx.selectFrom(recordset(tx, 'wishListItems', rows).as('wish')).select(itemColumns))
    .onConflict((conflict) =>
      conflict.columns(['wishListId', 'variantId']).doUpdateSet((eb) => ({
        quantity: eb.ref('excluded.quantity'),
        metafields: eb.ref('excluded.metafields'),
        privateMetafields: eb.ref('excluded.privateMetafields'),
      })),
    )
    .execute();
}

function orNull<Item>(items: readonly Item[]): readonly Item[] | null {
  return items.length === 0 ? null : items;
}

/** Takes items out of a list; ids that are not in it are ignored. */
export async function removeItems(tx: Tx, wishListId: string, itemIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('wishListItems')
    .where('wishListId', '=', wishListId)
    .where('id', '=', anyOf(itemIds))
    .execute();
}

/** Those of some variants that are sold, if they are there or not. */
export async function soldOf(db: Db, variantIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('variants as v')
    .select('v.variantId')
    .where('v.variantId', '=', anyOf(variantIds))
    .where(isForSale)
    .execute();
  return new Set(rows.map(({ variantId }) => variantId));
}

function selectLists(db: Db) {
  return db.selectFrom('wishLists').selectAll().orderBy('createdAt').orderBy('id');
}

async function withItems(db: Db, lists: readonly ListRow[]): Promise<WishList[]> {
  if (lists.length === 0) return [];
  const ids = lists.map(({ id }) => id);
  const items = Map.groupBy(await selectItems(db, ids).execute(), ({ wishListId }) => wishListId);
  return lists.map((list) => ({ ...list, items: items.get(list.id) ?? [] }));
}

/** The items of lists, those that were put in first before the rest. */
function selectItems(db: Db, listIds: readonly string[]) {
  return db
    .selectFrom('wishListItems as i')
    .innerJoin('variants as v', 'v.variantId', 'i.variantId')
    .select(['i.id', 'i.wishListId', 'i.variantId', 'i.quantity', 'i.addedAt'])
    .select(['v.title', 'v.variantTitle', 'v.translations'])
    .where('i.wishListId', '=', anyOf(listIds))
    .orderBy('i.id');
}

/** A list that is locked, with all that was said of what is in it. */
async function held(tx: Tx, list: ListRow): Promise<HeldList> {
  const selection = selectItems(tx, [list.id]).select(['i.metafields', 'i.privateMetafields']);
  const items = (await selection.execute()).map((row) => ({
    ...row,
    metafields: row.metafields ?? [],
    privateMetafields: row.privateMetafields ?? [],
  }));
  return { ...list, items };
}

const sampleId = '00000000-0000-7000-8000-000000000000';
const at = new Date(0);
const sampleList = {
  id: sampleId,
  ownerId: sampleId,
  name: null,
  shareToken: null,
  createdAt: at,
  updatedAt: at,
};
const sampleWish = {
  id: sampleId,
  variantId: sampleId,
  quantity: 1,
  metafields: [],
  privateMetafields: [],
  addedAt: at,
};
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => listsOf(tx, [sampleId]),
  (tx) => findShared(tx, ''),
  (tx) => saidOfItems(tx, [sampleId]),
  (tx) => lockSaved(tx, sampleList),
  (tx) => lockList(tx, { id: sampleId, ownerId: sampleId }),
  (tx) => holdNamed(tx, sampleId),
  (tx) => insertList(tx, { ...sampleList, kind: 'NAMED' }),
  (tx) => putItems(tx, sampleId, [sampleWish]),
  (tx) => soldOf(tx, [sampleId]),
] satisfies StatementSample<Tables>[];
