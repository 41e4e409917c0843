import type { Transaction } from '@cartwright/database';
import { merchantContracts } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { insertEvents } from './repository.ts';
import { eventOf, type ArrivedEvent } from './rules.ts';

type Handler = MessageHandler<Transaction<Tables>>;

/** Stores events that have no place in the feed yet, each once. */
export type InsertEvents = (tx: Transaction<Tables>, events: readonly ArrivedEvent[]) => Promise<void>;

const batchSize = 64;
const types = new Set(merchantContracts.map(({ type }) => type));

/** The handlers of a room, of which those of events for merchants store them in the feed, too, in the same transaction. */
export function alsoFed(
  handlers: readonly Handler[],
  onStored: () => void,
  insert: InsertEvents = insertEvents,
): Handler[] {
  return handlers.map((handler) =>
    types.has(handler.contract.type) ? fed(handler, onStored, insert) : handler,
  );
}

/** Handlers of the events for merchants that nobody else here handles. */
export function consumesBeside(
  handlers: readonly Handler[],
  onStored: () => void,
  insert: InsertEvents = insertEvents,
): Handler[] {
  const handled = new Set(handlers.map(({ contract }) => contract.type));
  return merchantContracts
    .filter(({ type }) => !handled.has(type))
    .map((contract) => fed(onBatch(contract, batchSize, doNothingElse), onStored, insert));
}

const doNothingElse = (): Promise<void> => Promise.resolve();

function fed(handler: Handler, onStored: () => void, insert: InsertEvents): Handler {
  return {
    ...handler,
    begin: async (received) => {
      const apply = await handler.begin(received);
      return async (fresh, tx, afterCommit) => {
        const replies = await apply(fresh, tx, afterCommit);
        await insert(
          tx,
          fresh.flatMap((one) => eventOf(one) ?? []),
        );
        afterCommit(onStored);
        return replies;
      };
    },
  };
}
