import {
  anyOf,
  carrying,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Customer, Picture } from '../ports.ts';
import { lockedUsers } from './locked-users.ts';

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
type Found = { readonly id: string } & (Named | { readonly firstName: null });

/** Locks users, and gives the customers that they are or, as claimed guests, have become: see `AnnouncementStore`. */
export async function findCustomers(
  tx: Transaction<Tables>,
  userIds: readonly string[],
  pictured?: readonly string[],
): Promise<ReadonlyMap<string, Named>> {
  const find = tx
    .selectFrom(lockedUsers(userIds))
    .leftJoin('guestClaims', 'guestClaims.guestId', 'user.id')
    // A left join, since it reads, and so locks, all users.
    .leftJoin('customers', (join) =>
      join.on('customers.customerId', '=', (eb) => eb.fn.coalesce('guestClaims.customerId', 'user.id')),
    )
    .select(['user.id', 'firstName', 'locale', 'confirmedEmail']);
  const next = pictured && selectPictures(tx, pictured).compile();
  const { rows } = await tx.executeQuery<Found>(carrying(find.compile(), next));
  return new Map(rows.flatMap(({ id, ...found }) => (isKnown(found) ? [[id, found] as const] : [])));
}

function isKnown(found: Named | { readonly firstName: null }): found is Named {
  return found.firstName !== null;
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

/** The address that a customer has proved to be theirs; null while there is none. */
export async function confirmedEmailOf(db: Statements<Tables>, customerId: string): Promise<string | null> {
  return (await confirmedEmailsOf(db, [customerId])).get(customerId) ?? null;
}

/** The addresses that customers have proved to be theirs, by their ids; who has none is left out. */
export async function confirmedEmailsOf(
  db: Statements<Tables>,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('customers')
    .select(['customerId', 'confirmedEmail'])
    .where('customerId', '=', anyOf(customerIds))
    .execute();
  return new Map(
    rows.flatMap(({ customerId, confirmedEmail }) =>
      confirmedEmail === null ? [] : [[customerId, confirmedEmail]],
    ),
  );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => findCustomers(tx, [], [])];
