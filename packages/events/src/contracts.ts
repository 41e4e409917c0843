import * as accounts from './accounts.ts';
import * as catalog from './catalog.ts';
import type { MessageContract } from './define-message.ts';
import * as inventory from './inventory.ts';
import * as orders from './orders.ts';
import * as payments from './payments.ts';

/** Every message there is: what documentation and the contract tests go through. */
export const contracts: readonly MessageContract[] = [accounts, catalog, inventory, orders, payments].flatMap(
  (file) => Object.values(file) as unknown as MessageContract[],
);
