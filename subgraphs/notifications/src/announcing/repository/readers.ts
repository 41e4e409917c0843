import { anyOf, carrying, insertRows, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { Customer, Picture } from '../ports.ts';

/** Stores what is known of different customers, unless something newer is stored. */
export async function saveCustomers(
  tx: Transaction<Tables>,
  [first, ...others]: readonly Customer[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(tx, 'customers', [first, ...others])
    .onConflict((conflict) =>
      conflict
        .column('customerId')
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          firstName: eb.ref('excluded.firstName'),
          locale: eb.ref('excluded.locale'),
          confirmedEmail: eb.ref('excluded.confirmedEmail'),
        }))
        .whereRef('customers.version', '<', 'excluded.version'),
    )
    .execute();
}

type Named = Pick<Customer, 'firstName' | 'locale' | 'confirmedEmail'>;

/** The customers that users are or, as claimed guests, have become, by the users' ids: see `AnnouncementStore`. */
export async function findCustomers(
  tx: Transaction<Tables>,
  userIds: readonly string[],
  pictured?: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const find = tx
    .selectFrom(sql<{ id: string }>`unnest(${[...new Set(userIds)]}::uuid[])`.as<'asked'>(sql`asked(id)`))
    .leftJoin('guestClaims', 'guestClaims.guestId', 'asked.id')
    .innerJoin('customers', (join) =>
      join.on('customers.customerId', '=', (eb) => eb.fn.coalesce('guestClaims.customerId', 'asked.id')),
    )
    .select(['asked.id', 'firstName', 'locale', 'confirmedEmail']);
  const next = pictured && selectPictures(tx, pictured).compile();
  const { rows } = await tx.executeQuery<Named & { id: string }>(carrying(find.compile(), next));
  return new Map(rows.map(({ id, ...customer }) => [id, customer]));
}

/** Stores pictures of different variants, unless something newer is stored. */
export async function savePictures(
  tx: Transaction<Tables>,
  [first, ...others]: readonly Picture[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(tx, 'variantPictures', [first, ...others])
    .onConflict((conflict) =>
      conflict
        .column('variantId')
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          imageUrl: eb.ref('excluded.imageUrl'),
        }))
        .whereRef('variantPictures.version', '<', 'excluded.version'),
    )
    .execute();
}

/** The pictures of variants, by the variants' ids; who has none is left out. */
export async function findPictures(
  tx: Transaction<Tables>,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await selectPictures(tx, variantIds).execute();
  return new Map(
    rows.flatMap(({ variantId, imageUrl }) => (imageUrl === null ? [] : [[variantId, imageUrl]])),
  );
}

function selectPictures(tx: Transaction<Tables>, variantIds: readonly string[]) {
  return tx
    .selectFrom('variantPictures')
    .select(['variantId', 'imageUrl'])
    .where('variantId', '=', anyOf(variantIds));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => findCustomers(tx, [], [])];
