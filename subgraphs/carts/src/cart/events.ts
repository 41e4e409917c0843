import type { Transaction } from '@cartwright/database';
import { guestClaimed } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Dependencies } from './ports.ts';
import { adoptCarts } from './use-cases/adopt-carts.ts';

/** What a cart follows. */
export const consumes = ({
  storesWithin,
  now,
}: Pick<Dependencies, 'storesWithin' | 'now'>): MessageHandler<Transaction<Tables>>[] => [
  onMessage(guestClaimed, ({ data }, tx: Transaction<Tables>) => adoptCarts(storesWithin(tx), data, now())),
];
