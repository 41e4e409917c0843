import type { MessageContract } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Announcement } from '../domain/notification.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { UseCases } from '../use-cases/mod.ts';

const batchSize = 64;

/** Tells users what a message says, up to 64 messages in one transaction: a backlog is worked off in batches. */
export function onAnnounced<Data>(
  { announce }: UseCases,
  contract: MessageContract<Data>,
  toAnnouncement: (data: Data) => Announcement,
): MessageHandler<Transaction> {
  return onBatch(contract, batchSize, async (received, tx: Transaction) => {
    await announce(
      tx,
      received.map(({ data }) => toAnnouncement(data)),
    );
    return received.map(() => []);
  });
}
