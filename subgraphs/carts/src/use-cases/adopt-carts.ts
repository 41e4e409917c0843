import type { Viewer } from '@cartwright/identity';
import type { CartStore } from '../repository/carts-repository.ts';
import type { Dependencies } from './dependencies.ts';
import { mergeInto } from './merge-into.ts';

/** A guest that turned out to be a customer. */
export interface Adoption {
  readonly guestId: string;
  readonly customerId: string;
}

/** Makes a guest's carts the customer's; the one in use goes into the customer's own when there is one. */
export async function adoptCarts(
  store: CartStore,
  { guestId, customerId }: Adoption,
  now: Date,
): Promise<void> {
  if (!(await store.ownsAny(guestId))) return;
  const inUse = await store.lockInUse([guestId, customerId]);
  const active = inUse.filter(({ status }) => status === 'ACTIVE');
  const from = active.find(({ ownerId }) => ownerId === guestId);
  const into = active.find(({ ownerId }) => ownerId === customerId);
  if (from !== undefined && into !== undefined) await mergeInto(store, { from, into, now });
  await store.giveAll(guestId, customerId);
}

/** Adopts what the viewer owned as a guest, so that it is there before accounts' event comes. */
export async function adoptForViewer(
  { repository, now }: Dependencies,
  { id: customerId, guestId }: Viewer,
): Promise<void> {
  if (guestId === undefined || guestId === customerId || !(await repository.reads.ownsAny(guestId))) return;
  await repository.transaction((store) => adoptCarts(store, { guestId, customerId }, now()));
}
