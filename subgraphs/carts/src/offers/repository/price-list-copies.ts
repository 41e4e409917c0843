import { anyOf, recordset, type StatementSample, type Transaction, withColumns } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { newestBy } from '../newest.ts';
import type { PriceListChange, PriceListPricesChange } from '../ports.ts';

const listColumns = [
  'id',
  'version',
  'currency',
  'countries',
  'groupIds',
  'priority',
  'adjustments',
  'isRunning',
] as const;
const priceColumns = ['variantId', 'priceListId', 'version', 'prices'] as const;

/** How long what is gone is remembered, so that an older message changes nothing: streams keep messages for a week. */
const beforeAllMessages = sql<Date>`now() - interval '30 days'`;

/** Stores price lists, unless what is stored is as new or newer. Of one that was deleted stays that it was, for a while. */
export async function savePriceLists(
  tx: Transaction<Tables>,
  changes: readonly PriceListChange[],
): Promise<void> {
  const lists = newestBy(changes, ({ priceListId }) => priceListId);
  const rows = lists.map(rowOf);
  await withColumns(tx.insertInto('priceLists'), listColumns)
    .expression(tx.selectFrom(recordset(tx, 'priceLists', rows).as('new')).select(listColumns))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          countries: eb.ref('excluded.countries'),
          groupIds: eb.ref('excluded.groupIds'),
          priority: eb.ref('excluded.priority'),
          adjustments: eb.ref('excluded.adjustments'),
          isRunning: eb.ref('excluded.isRunning'),
        }))
        .whereRef('excluded.version', '>', 'priceLists.version'),
    )
    .execute();
  const deleted = lists.filter(({ isDeleted }) => isDeleted === true);
  if (deleted.length > 0)
    await forgetPriceLists(
      tx,
      deleted.map(({ priceListId }) => priceListId),
    );
}

function rowOf({ priceListId: id, version, currency, isRunning, priority, ...list }: PriceListChange) {
  const { countries, groupIds, adjustments } = list;
  return { id, version, currency, countries, groupIds, priority, adjustments, isRunning };
}

/** Deletes the prices of lists, of which stays that they were deleted, and what has stayed of others for long enough. */
async function forgetPriceLists(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx
    .updateTable('priceLists')
    .set({ goneAt: sql`now()` })
    .where('id', '=', anyOf(ids))
    .where('goneAt', 'is', null)
    .execute();
  await tx.deleteFrom('priceListPrices').where('priceListId', '=', anyOf(ids)).execute();
  await tx.deleteFrom('priceLists').where('goneAt', '<', beforeAllMessages).execute();
}

/** Stores what lists say that variants cost, unless what is stored is as new or newer, or the list was deleted. */
export async function savePriceListPrices(
  tx: Transaction<Tables>,
  changes: readonly PriceListPricesChange[],
): Promise<void> {
  const gone = await holdGoneLists(
    tx,
    changes.map(({ priceListId }) => priceListId),
  );
  const each = changes
    .filter(({ priceListId }) => !gone.has(priceListId))
    .flatMap(({ priceListId, version, variants }) =>
      variants.map((variant) => ({ priceListId, version, ...variant })),
    );
  const rows = newestBy(each, ({ variantId, priceListId }) => `${variantId} ${priceListId}`);
  await withColumns(tx.insertInto('priceListPrices'), [...priceColumns, 'goneAt'])
    .expression(
      tx
        .selectFrom(recordset(tx, 'priceListPrices', rows).as('new'))
        .select(priceColumns)
        .select((eb) =>
          sql<Date | null>`case when ${eb.ref('new.prices')} = '[]' then now() end`.as('goneAt'),
        ),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['variantId', 'priceListId'])
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          prices: eb.ref('excluded.prices'),
          goneAt: eb.ref('excluded.goneAt'),
        }))
        .whereRef('excluded.version', '>', 'priceListPrices.version'),
    )
    .execute();
  if (rows.some(({ prices }) => prices.length === 0))
    await tx.deleteFrom('priceListPrices').where('goneAt', '<', beforeAllMessages).execute();
}

/** Which of some lists were deleted; of the others none is until the transaction ends. */
async function holdGoneLists(tx: Transaction<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('priceLists')
    .select(['id', 'goneAt'])
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forShare()
    .execute();
  return new Set(rows.flatMap(({ id, goneAt }) => (goneAt === null ? [] : [id])));
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => savePriceLists(tx, []),
  (tx) => forgetPriceLists(tx, [sampleId]),
  (tx) => savePriceListPrices(tx, []),
] satisfies StatementSample<Tables>[];
