import type { Transaction } from '@cartwright/database';
import { paymentMethodsOffered } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffers } from './ports.ts';

/** Keeps the copy of what can be paid with up to date. */
export const consumes = ({ keep }: Pick<MethodOffers, 'keep'>): MessageHandler<Transaction<Tables>>[] => [
  onMessage(paymentMethodsOffered, ({ data: { offeredAt, tokenForms } }, tx: Transaction<Tables>) =>
    keep(tx, { offeredAt: new Date(offeredAt), tokenForms }),
  ),
];
