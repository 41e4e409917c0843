import { message } from '@cartwright/events';
import type { Dependencies } from '../dependencies.ts';
import { transact } from '../outbox/transact.ts';
import type { SqlTransaction } from '../store/sql.ts';
import { messageParked } from './message-parked.ts';

/** A message to be parked: kept as a dead letter for staff. */
export interface Parking {
  readonly consumer: string;
  readonly type: string;
  readonly businessId: string;
  readonly envelope: unknown;
  readonly reason: string;
  readonly attempts: number;
}

/** Parks a message that cannot be handled and publishes `message-parked`; one that is already parked stays as it is. */
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
    const data = { parkedMessageId: id, consumer, messageType: parking.type, businessId, reason, attempts };
    send(message(messageParked(dependencies.domain), data));
  });
}
