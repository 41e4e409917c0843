import { categoryOf, envelopeSchema } from '@cartwright/events';
import { receive } from '../consumer/delivery.ts';
import { durableName } from '../consumer/ensure-durable.ts';
import { Park } from '../consumer/handler-errors.ts';
import type { MessageHandler } from '../consumer/handlers.ts';
import { processMessages } from '../consumer/process-messages.ts';
import type { Dependencies } from '../dependencies.ts';
import { execute, query, type SqlTransaction } from '../store/sql.ts';
import type { Parking } from './park-message.ts';

/** A message that waits for staff: a dead letter. */
export interface ParkedMessage extends Parking {
  readonly id: string;
  readonly parkedAt: Date;
}

const columns = `id, consumer, type, business_id AS "businessId", envelope, reason, attempts, parked_at AS "parkedAt"`;
const selectOpen = `SELECT ${columns} FROM messaging.parked_messages WHERE resolved_at IS NULL`;
const resolve = `
UPDATE messaging.parked_messages SET resolved_at = now(), resolution = $2
WHERE id = $1::uuid AND resolved_at IS NULL`;
const failAgain = `
UPDATE messaging.parked_messages SET attempts = attempts + 1, reason = $2
WHERE id = $1::uuid AND resolved_at IS NULL`;
const selectResolution = `
SELECT resolution FROM messaging.parked_messages WHERE id = $1::uuid AND resolved_at IS NOT NULL`;

/** Parked messages, oldest first. */
export function listParked(database: SqlTransaction, limit: number): Promise<ParkedMessage[]> {
  return query(database, `${selectOpen} ORDER BY parked_at, id LIMIT $1`, limit);
}

/** Closes a parked message without handling it. Gives false when none has that id. */
export async function discardParked(database: SqlTransaction, id: string, reason: string): Promise<boolean> {
  return (await execute(database, resolve, id, `discarded: ${reason}`)) > 0;
}

/** Records a failed replay and its reason. */
export async function noteFailure(database: SqlTransaction, id: string, reason: string): Promise<void> {
  await execute(database, failAgain, id, reason);
}

/** How a parked message was closed: `replayed`, or `discarded: ` and why; undefined when none with that id is closed. */
export async function readResolution(database: SqlTransaction, id: string): Promise<string | undefined> {
  const [row] = await query<{ resolution: string }>(database, selectResolution, id);
  return row?.resolution;
}

/**
 * Runs the handler of a parked message again and closes it; if it was handled meanwhile, the inbox makes this a no-op.
 * Gives false when none has that id.
 * @throws what the handler throws; the message stays parked.
 */
export async function replayParked<Tx extends SqlTransaction>(
  dependencies: Dependencies<Tx>,
  handlers: readonly MessageHandler<Tx>[],
  id: string,
): Promise<boolean> {
  const { database, domain } = dependencies;
  const [parked] = await query<ParkedMessage>(database.statements, `${selectOpen} AND id = $1::uuid`, id);
  if (!parked) return false;
  const handler = handlers.find(
    ({ contract: { type, source } }) =>
      type === parked.type && durableName({ domain, source, category: categoryOf(type) }) === parked.consumer,
  );
  if (!handler) throw new Park(`${domain} no longer handles ${parked.type}`);
  const received = receive(envelopeSchema.safeParse(parked.envelope), parked.attempts + 1, handler);
  await processMessages(dependencies, handler, [received]);
  return (await execute(database.statements, resolve, id, 'replayed')) > 0;
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { selectOpen, resolve, failAgain, selectResolution };
