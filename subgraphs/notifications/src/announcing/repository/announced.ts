import {
  changeLater,
  insertRows,
  recordset,
  type Statements,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { NewNotification } from '../ports.ts';
import { lockUsers } from './locked-users.ts';

/** Inserts notifications, all with the same columns; those whose fact was announced before are left out. */
export async function insertNotifications(
  db: Statements<Tables>,
  [first, ...others]: readonly Insertable<Tables['notifications']>[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(db, 'notifications', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Stores new notifications for whoever their users, which `findCustomers` has locked, are by now. */
export async function storeAnnounced(
  tx: Transaction<Tables>,
  notifications: readonly NewNotification[],
): Promise<void> {
  const [first] = notifications;
  if (first === undefined) return;
  const columns = (Object.keys(first) as (keyof NewNotification)[]).filter(isNotOwner);
  const insert = withColumns(tx.insertInto('notifications'), ['userId', ...columns])
    .expression((db) =>
      db
        .selectFrom(recordset(tx, 'notifications', notifications).as('new'))
        .leftJoin('guestClaims as claim', 'claim.guestId', 'new.userId')
        .select(({ fn }) => fn.coalesce('claim.customerId', 'new.userId').as('userId'))
        .select(columns.map((column) => `new.${column}` as const)),
    )
    .onConflict((conflict) => conflict.doNothing());
  await changeLater(tx, insert.compile());
}

function isNotOwner<Column extends string>(column: Column): column is Exclude<Column, 'userId'> {
  return column !== 'userId';
}

/** Gives a guest's notifications to a customer, those that are yet to come too. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: { readonly guestId: string; readonly customerId: string },
): Promise<void> {
  await lockUsers(tx, [guestId]);
  await tx
    .insertInto('guestClaims')
    .values({ guestId, customerId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.updateTable('notifications').set({ userId: customerId }).where('userId', '=', guestId).execute();
}

/** Gives a guest's notifications of one order to the customer whose order it turned out to be. */
export async function claimOrder(
  tx: Transaction<Tables>,
  {
    orderId,
    formerId,
    customerId,
  }: { readonly orderId: string; readonly formerId: string; readonly customerId: string },
): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ userId: customerId })
    .where('userId', '=', formerId)
    .where('orderId', '=', orderId)
    .execute();
}
