import { message } from '@cartwright/events';
import { isTransient } from '@cartwright/errors';
import { onEffect, onMessage, type MessageHandler, type Replies } from '../consumer/handlers.ts';
import type { Dependencies } from '../dependencies.ts';
import { errorMessage } from '../error-message.ts';
import type { SqlTransaction } from '../store/sql.ts';
import {
  parkedMessageDiscard,
  parkedMessageReplay,
  parkedMessageResolved,
  type ParkedMessageResolved,
} from './parked-contracts.ts';
import { discardParked, noteFailure, readResolution, replayParked } from './parked-messages.ts';

type Outcome = Pick<ParkedMessageResolved, 'outcome' | 'reason'>;
type Request = Pick<ParkedMessageResolved, 'parkedMessageId' | 'requestId'>;

/** The handlers of staff's commands about parked messages, the same in every domain; commands to another domain are ignored. */
export function parkedCommands<Tx extends SqlTransaction>(
  dependencies: Dependencies<Tx>,
  handlers: readonly MessageHandler<Tx>[],
): MessageHandler<Tx>[] {
  const { domain } = dependencies;
  const answer = ({ parkedMessageId, requestId }: Request, outcome: Outcome): Replies => [
    message(parkedMessageResolved(domain), { parkedMessageId, requestId, ...outcome }),
  ];
  const replay = onEffect(parkedMessageReplay, async ({ data }) => {
    if (data.domain !== domain) return () => Promise.resolve([]);
    const outcome = await replayOf(dependencies, handlers, data.parkedMessageId);
    return async (tx: Tx) => {
      if (outcome.outcome === 'failed') await noteFailure(tx, data.parkedMessageId, outcome.reason ?? '');
      return answer(data, outcome);
    };
  });
  const discard = onMessage(parkedMessageDiscard, async ({ data }, tx: Tx) => {
    if (data.domain !== domain) return [];
    const { parkedMessageId, reason } = data;
    const isDone = await discardParked(tx, parkedMessageId, reason);
    return answer(data, isDone ? { outcome: 'discarded', reason } : await resolutionOf(tx, parkedMessageId));
  });
  return [replay, discard];
}

/** @throws when the database is at fault, so that the command is redelivered. */
async function replayOf<Tx extends SqlTransaction>(
  dependencies: Dependencies<Tx>,
  handlers: readonly MessageHandler<Tx>[],
  id: string,
): Promise<Outcome> {
  try {
    if (await replayParked(dependencies, handlers, id)) return { outcome: 'replayed', reason: null };
  } catch (error) {
    if (isTransient(error)) throw error;
    return { outcome: 'failed', reason: errorMessage(error).slice(0, 2000) };
  }
  return resolutionOf(dependencies.database.statements, id);
}

/** The outcome for a message that is no longer parked. */
async function resolutionOf(database: SqlTransaction, id: string): Promise<Outcome> {
  const resolution = await readResolution(database, id);
  if (resolution === undefined) return { outcome: 'unknown', reason: null };
  if (resolution === 'replayed') return { outcome: 'replayed', reason: null };
  return { outcome: 'discarded', reason: resolution.replace(/^discarded: /, '') };
}
