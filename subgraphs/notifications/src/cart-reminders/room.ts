import type { Transaction } from '@cartwright/database';
import { cartAbandoned } from '@cartwright/events';
import { createCartLinks } from '@cartwright/identity';
import { onCustomer, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { remind, type Dependencies } from './use-cases/remind.ts';

/** Mails to people who have agreed to be reminded of the carts that they left. */
export function cartRemindersRoom(
  { config, now }: Parts,
  { announce }: Pick<Dependencies, 'announce'>,
): Room<Tables> {
  const dependencies = { now, announce, links: createCartLinks(...config.CART_LINK_KEYS) };
  return {
    consumes: [
      onCustomer(cartAbandoned, ({ data }, tx: Transaction<Tables>) => remind(dependencies, tx, data)),
    ],
  };
}
