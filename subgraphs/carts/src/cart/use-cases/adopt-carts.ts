import type { Viewer } from '@cartwright/identity';
import type { CartStores, Dependencies } from '../ports.ts';
import { ownsCarts } from '../repository/read-carts.ts';
import { mergeInto } from './merge-into.ts';
import { transactCarts } from './transact-carts.ts';

/** A guest who turned out to be a customer. */
export interface Adoption {
  readonly guestId: string;
  readonly customerId: string;
}

/** Makes a guest's carts the customer's; the ACTIVE one goes into the customer's own when there is one. */
export async function adoptCarts(
  stores: CartStores,
  { guestId, customerId }: Adoption,
  now: Date,
): Promise<void> {
  const { carts } = stores;
  if (!(await carts.ownsCarts(guestId))) return;
  const inUse = await carts.lockCartsInUse([guestId, customerId]);
  const active = inUse.filter(({ status }) => status === 'ACTIVE');
  const from = active.find(({ ownerId }) => ownerId === guestId);
  const into = active.find(({ ownerId }) => ownerId === customerId);
  if (from !== undefined && into !== undefined) await mergeInto(stores, { from, into, now });
  await carts.giveCarts(guestId, customerId);
}

/** Adopts what the viewer owned as a guest, so that it is there before accounts' event arrives. */
export async function adoptForViewer(
  dependencies: Dependencies,
  { id: customerId, guestId }: Viewer,
): Promise<void> {
  const { database, now } = dependencies;
  if (guestId === undefined || guestId === customerId) return;
  if (!(await ownsCarts(database.statements, guestId))) return;
  await transactCarts(dependencies, (stores) => adoptCarts(stores, { guestId, customerId }, now()));
}
