import {
  anyOf,
  insertRows,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { FetchFailure, FetchState, PictureFetch } from './rules/picture-fetch.ts';

/** Which fetches a list has. */
export interface FetchFilter {
  readonly productIds: readonly string[] | null;
  readonly importIds: readonly string[] | null;
  readonly states: readonly FetchState[] | null;
}

/** A fetch that is asked for. */
export type NewFetch = Omit<
  PictureFetch,
  'host' | 'state' | 'attempts' | 'nextAt' | 'failure' | 'imageId' | 'finishedAt'
>;

/**
 * Asks for pictures from addresses. One that is waited for is left as it is, and so is one whose picture its product has; what
 * could not be fetched before, or was taken away since, is fetched again. @returns those that are fetched from now on
 */
export async function insertFetches(
  tx: Transaction<Tables>,
  fetches: readonly NewFetch[],
): Promise<PictureFetch[]> {
  const [first, ...rest] = fetches.map((fetch) => {
    const { variantIds, createdAt, url } = fetch;
    return { ...fetch, variantIds: [...variantIds], nextAt: createdAt, host: new URL(url).host };
  });
  if (first === undefined) return [];
  return insertRows(tx, 'pictureFetches', [first, ...rest])
    .onConflict((conflict) =>
      conflict
        .expression(sql`product_id, md5(url)`)
        .doUpdateSet((eb) => ({
          state: eb.val<FetchState>('WAITING'),
          attempts: 0,
          failure: null,
          imageId: null,
          finishedAt: null,
          altText: eb.ref('excluded.altText'),
          variantIds: eb.ref('excluded.variantIds'),
          staffId: eb.ref('excluded.staffId'),
          reason: eb.ref('excluded.reason'),
          importId: eb.ref('excluded.importId'),
          createdAt: eb.ref('excluded.createdAt'),
          nextAt: eb.ref('excluded.nextAt'),
        }))
        .where((eb) =>
          eb.or([
            eb('pictureFetches.state', '=', 'FAILED'),
            eb.and([
              eb('pictureFetches.state', '=', 'DONE'),
              eb.not(
                eb.exists(
                  eb
                    .selectFrom('images')
                    .select('images.id')
                    .whereRef('images.id', '=', 'pictureFetches.imageId'),
                ),
              ),
            ]),
          ]),
        ),
    )
    .returningAll()
    .execute();
}

/** Takes what is due for an attempt, of none of some hosts; nobody else does until a moment. */
export function claimFetch(
  db: Statements<Tables>,
  {
    now,
    until,
    busyHosts,
  }: { readonly now: Date; readonly until: Date; readonly busyHosts: readonly string[] },
): Promise<PictureFetch | undefined> {
  return db
    .updateTable('pictureFetches')
    .set((eb) => ({ nextAt: until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', (due) =>
      due
        .selectFrom('pictureFetches')
        .select('id')
        .where('state', '=', 'WAITING')
        .where('nextAt', '<=', now)
        .where((eb) => eb.not(eb('host', '=', anyOf(busyHosts))))
        .orderBy('nextAt')
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** A fetch that has not ended, in the attempt that whoever asks makes; nobody else ends it until the transaction does. */
export async function lockAttempt(
  tx: Transaction<Tables>,
  { id, attempts, createdAt }: Pick<PictureFetch, 'id' | 'attempts' | 'createdAt'>,
): Promise<PictureFetch | undefined> {
  return tx
    .selectFrom('pictureFetches')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .where('attempts', '=', attempts)
    .where('createdAt', '=', createdAt)
    .forUpdate()
    .executeTakeFirst();
}

/** Which fetch each picture of a product came by. */
export async function fetchedPictures(
  tx: Transaction<Tables>,
  productId: string,
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('pictureFetches')
    .select(['id', 'imageId'])
    .where('productId', '=', productId)
    .where('state', '=', 'DONE')
    .execute();
  return new Map(rows.map(({ id, imageId }) => [imageId ?? '', id]));
}

/** Stores that a picture is there. */
export async function saveDone(
  tx: Transaction<Tables>,
  { id, imageId, at }: { readonly id: string; readonly imageId: string; readonly at: Date },
): Promise<void> {
  const change = { state: 'DONE' as const, imageId, failure: null, finishedAt: at, nextAt: null };
  await tx.updateTable('pictureFetches').set(change).where('id', '=', id).execute();
}

/** Stores why an attempt failed, and when the next follows; none does where that is null. */
export async function saveFailure(
  db: Statements<Tables>,
  { id, attempts, createdAt }: Pick<PictureFetch, 'id' | 'attempts' | 'createdAt'>,
  {
    failure,
    nextAt,
    at,
  }: { readonly failure: FetchFailure; readonly nextAt: Date | null; readonly at: Date },
): Promise<void> {
  const ended = nextAt === null ? { state: 'FAILED' as const, finishedAt: at } : {};
  await db
    .updateTable('pictureFetches')
    .set({ failure, nextAt, ...ended })
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .where('attempts', '=', attempts)
    .where('createdAt', '=', createdAt)
    .execute();
}

/** Leaves what could not be tried for later, as if nobody had. */
export async function putBack(
  db: Statements<Tables>,
  { id, attempts, createdAt }: Pick<PictureFetch, 'id' | 'attempts' | 'createdAt'>,
  nextAt: Date,
): Promise<void> {
  await db
    .updateTable('pictureFetches')
    .set({ nextAt, attempts: attempts - 1 })
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .where('attempts', '=', attempts)
    .where('createdAt', '=', createdAt)
    .execute();
}

/** A part of the fetches, the latest first. */
export function listFetches(
  db: Statements<Tables>,
  filter: FetchFilter,
  slice: InstantSlice,
): Promise<PictureFetch[]> {
  const list = filtered(db, filter).selectAll();
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many fetches a list has. */
export async function countFetches(db: Statements<Tables>, filter: FetchFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { productIds, importIds, states }: FetchFilter) {
  let fetches = db.selectFrom('pictureFetches');
  if (productIds !== null) fetches = fetches.where('productId', '=', anyOf(productIds));
  if (importIds !== null) fetches = fetches.where('importId', '=', anyOf(importIds));
  if (states !== null) fetches = fetches.where('state', '=', anyOf(states));
  return fetches;
}

/** Which of some variants a product has. */
export async function variantsOfProduct(
  tx: Transaction<Tables>,
  productId: string,
  variantIds: readonly string[],
): Promise<Set<string>> {
  if (variantIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('productVariants')
    .select('id')
    .where('productId', '=', productId)
    .where('id', '=', anyOf(variantIds))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const at = new Date(0);
const everything: FetchFilter = { productIds: [''], importIds: [''], states: ['DONE'] };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) =>
    insertFetches(tx, [
      {
        ...{
          id: '',
          productId: '',
          url: 'https://maker.example/a.jpg',
          altText: '',
          variantIds: [],
          staffId: '',
        },
        ...{ reason: null, importId: null, createdAt: at },
      },
    ]),
  (db) => claimFetch(db, { now: at, until: at, busyHosts: [''] }),
  (db) => putBack(db, { id: '', attempts: 1, createdAt: at }, at),
  (tx) => lockAttempt(tx, { id: '', attempts: 1, createdAt: at }),
  (tx) => fetchedPictures(tx, ''),
  (db) => listFetches(db, everything, { size: 1, after: { at, id: '' }, direction: 'forward' }),
  (db) => countFetches(db, everything),
  (tx) => variantsOfProduct(tx, '', ['']),
];
