import type { Transaction } from '@cartwright/database';
import { merchantContracts } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { insertEvents } from './repository.ts';
import { eventOf } from './rules.ts';

type Handler = MessageHandler<Transaction<Tables>>;

const batchSize = 64;
const types = new Set(merchantContracts.map(({ type }) => type));

/** The handlers of a room, of which those of events for merchants store them in the feed, too, in the same transaction. */
export function alsoFed(handlers: readonly Handler[], onStored: () => void): Handler[] {
  return handlers.map((handler) => (types.has(handler.contract.type) ? fed(handler, onStored) : handler));
}

/** Handlers of the events for merchants that nobody else here handles. */
export function consumesBeside(handlers: readonly Handler[], onStored: () => void): Handler[] {
  const handled = new Set(handlers.map(({ contract }) => contract.type));
  return merchantContracts
    .filter(({ type }) => !handled.has(type))
    .map((contract) => fed(onBatch(contract, batchSize, doNothingElse), onStored));
}

const doNothingElse = (): Promise<void> => Promise.resolve();

function fed(handler: Handler, onStored: () => void): Handler {
  return {
    ...handler,
    begin: async (received) => {
      const apply = await handler.begin(received);
      return async (fresh, tx, afterCommit) => {
        const replies = await apply(fresh, tx, afterCommit);
        await insertEvents(
          tx,
          fresh.flatMap((one) => eventOf(one) ?? []),
        );
        afterCommit(onStored);
        return replies;
      };
    },
  };
}
