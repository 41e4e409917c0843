import type { OutgoingMessage } from '@cartwright/events';
import { told } from '../../claims/door.ts';
import type { CheckoutStore } from '../ports.ts';
import type { CheckoutBatch } from './checkout-batch.ts';

/** Stores what changed in a batch, and gives orders of guests that were settled to whoever is their buyer. @returns what to tell of these */
export async function storeBatch(checkouts: CheckoutStore, batch: CheckoutBatch): Promise<OutgoingMessage[]> {
  const settled = batch.settled();
  const given = settled.length === 0 ? [] : await checkouts.settle(settled);
  await checkouts.save(batch.saved(), batch.now);
  return told(given);
}
