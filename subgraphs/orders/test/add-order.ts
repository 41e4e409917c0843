import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../src/generated/tables.ts';
import { addOrders, type NewOrder } from '../src/order/door.ts';

/** Adds one order. @returns its number */
export async function addOrder(
  db: Statements<Tables> | Transaction<Tables>,
  placed: NewOrder,
): Promise<string | undefined> {
  return (await addOrders(db, [placed]))[0]?.number;
}
