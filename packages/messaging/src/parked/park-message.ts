import { message } from '@cartwright/events';
import type { Dependencies } from '../dependencies.ts';
import { transact } from '../outbox/transact.ts';
import type { SqlTransaction } from '../sql.ts';
import { messageParked } from './message-parked.ts';

/** A message that is put aside. */
export interface Parking {
  readonly consumer: string;
  readonly type: string;
  readonly businessId: string;
  readonly envelope: unknown;
  readonly reason: string;
  readonly attempts: number;
}

/** A message that is put aside, in the names of its columns. */
export type ParkedRow = Omit<Parking, 'businessId'> & { readonly id: string; readonly business_id: string };

/** Keeps a message that cannot be handled and tells so; one that is parked already stays as it is. */
export function parkMessage<Tx extends SqlTransaction>(
  dependencies: Dependencies<Tx>,
  parking: Parking,
): Promise<void> {
  const { consumer, businessId, envelope, attempts } = parking;
  const id = dependencies.newId();
  const reason = parking.reason.slice(0, 2000);
  const row = { id, consumer, type: parking.type, business_id: businessId, envelope, reason, attempts };
  return transact(dependencies, async (tx, send) => {
    if (!(await dependencies.store.park(tx, row))) return;
    const told = { parkedMessageId: id, consumer, messageType: parking.type, businessId, reason, attempts };
    send(message(messageParked(dependencies.domain), told));
  });
}
