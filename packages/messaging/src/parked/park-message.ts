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

const insertParked = `
INSERT INTO messaging.parked_messages (id, consumer, type, business_id, envelope, reason, attempts)
SELECT id, consumer, type, business_id, envelope, reason, attempts
FROM jsonb_to_record($1::jsonb)
  AS row(id uuid, consumer text, type text, business_id text, envelope jsonb, reason text, attempts int)
ON CONFLICT (consumer, type, business_id) WHERE resolved_at IS NULL DO NOTHING`;

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
    const inserted = await tx.$executeRawUnsafe(insertParked, JSON.stringify(row));
    if (inserted === 0) return;
    const told = { parkedMessageId: id, consumer, messageType: parking.type, businessId, reason, attempts };
    send(message(messageParked(dependencies.domain), told));
  });
}
