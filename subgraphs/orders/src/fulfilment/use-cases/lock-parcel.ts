import { isId } from '@cartwright/graph';
import type { OrderWithLines } from '../../order/door.ts';
import type { Parcel } from '../rules/parcel.ts';
import type { FulfilmentDependencies, Sending } from './record-step.ts';

/** A parcel that was sent, with its order, which is locked, and all parcels of it. */
export interface SentParcel {
  readonly order: OrderWithLines;
  readonly parcel: Parcel;
  readonly all: readonly Parcel[];
}

/** Finds a parcel and locks its order; undefined when there is no such parcel. */
export async function lockParcel(
  { parcels, checkouts }: FulfilmentDependencies,
  { tx }: Pick<Sending, 'tx'>,
  id: string,
): Promise<SentParcel | undefined> {
  const found = isId(id) ? await parcels(tx).find(id) : undefined;
  if (found === undefined) return undefined;
  const [order] = await checkouts(tx).lock([found.orderId]);
  const all = await parcels(tx).ofOrder(found.orderId);
  const parcel = all.find((one) => one.id === found.id);
  return order === undefined || parcel === undefined ? undefined : { order, parcel, all };
}
