import type { MessageContract } from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Fact } from '../domain/checkout/fact.ts';
import type { Transaction } from '../repository/database.ts';
import { advanceCheckouts, type AdvanceDependencies } from '../use-cases/advance-checkouts.ts';

/** Builds the handler of one message that a checkout learns something from. */
export type FactHandler = (dependencies: AdvanceDependencies) => MessageHandler<Transaction>;

const batchSize = 64;

/** Takes the orders that messages are about through the fact that each tells, up to 64 in one transaction. */
export function onFact<Data extends { readonly orderId: string }>(
  dependencies: AdvanceDependencies,
  contract: MessageContract<Data>,
  toFact: (data: Data) => Fact,
): MessageHandler<Transaction> {
  return onBatch(contract, batchSize, (received, tx: Transaction) => {
    const facts = received.map(({ data }) => ({ orderId: data.orderId, fact: toFact(data) }));
    return advanceCheckouts(dependencies, tx, facts);
  });
}
