import type { Transaction } from '@cartwright/database';
import { guestClaimed, orderClaimed, userUpdated } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import { onCustomer } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { claimGuest } from './repository.ts';
import { followCustomer } from './use-cases.ts';

type Tx = Transaction<Tables>;

/** What claiming orders announces. */
export const publishes = [orderClaimed];

/** Who turns out to be the buyer: the customer whom a guest became, or whose address an order has. */
export const consumes: MessageHandler<Tx>[] = [
  onMessage(guestClaimed, async ({ data }, tx: Tx) => {
    await claimGuest(tx, data);
    return [];
  }),
  onCustomer(userUpdated, ({ data }, tx: Tx) => followCustomer(tx, data)),
];
