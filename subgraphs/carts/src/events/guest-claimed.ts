import { guestClaimed } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Transaction } from '../repository/statements.ts';
import { adoptCarts } from '../use-cases/adopt-carts.ts';
import type { Dependencies } from '../use-cases/dependencies.ts';

/** The guest's carts are the customer's, whether or not he asks for them. */
export function onGuestClaimed({ repository, now }: Dependencies): MessageHandler<Transaction> {
  return onMessage(guestClaimed, async ({ data }, tx: Transaction) => {
    await adoptCarts(repository.within(tx), data, now());
    return [];
  });
}
