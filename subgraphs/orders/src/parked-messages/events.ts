import type { Transaction } from '@cartwright/database';
import { domains, type Domain } from '@cartwright/events';
import {
  messageParked,
  onMessage,
  parkedMessageDiscard,
  parkedMessageReplay,
  parkedMessageResolved,
  type MessageHandler,
} from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { addParkedMessage, closeParkedMessage } from './repository.ts';

/** What staff request of the domain that keeps a message. */
export const publishes = [parkedMessageReplay, parkedMessageDiscard];

/** What every domain says of the messages that it has parked. */
export const consumes: MessageHandler<Transaction<Tables>>[] = domains.flatMap((domain) => [
  onParked(domain),
  onResolved(domain),
]);

function onParked(domain: Domain): MessageHandler<Transaction<Tables>> {
  return onMessage(messageParked(domain), async ({ data, time }, tx: Transaction<Tables>) => {
    await addParkedMessage(tx, domain, { ...data, parkedAt: new Date(time) });
    return [];
  });
}

function onResolved(domain: Domain): MessageHandler<Transaction<Tables>> {
  return onMessage(parkedMessageResolved(domain), async ({ data, time }, tx: Transaction<Tables>) => {
    await closeParkedMessage(tx, data, new Date(time));
    return [];
  });
}
