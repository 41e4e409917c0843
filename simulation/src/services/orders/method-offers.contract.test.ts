import type { CheckoutsWithin } from '@cartwright/orders';
import { methodOffersSuite } from '@cartwright/orders/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { Process } from '../../world/process.ts';
import { createMethodOffers } from './memory-method-offers.ts';
import { MemoryOrders } from './memory-orders.ts';

describe('the copy of the payment methods in the simulation', () => {
  methodOffersSuite(() => {
    const { world, database } = openMemory();
    const process = new Process('contract', world);
    const connection = database.connect<Parameters<CheckoutsWithin>[0]>(process);
    return Promise.resolve({
      offers: createMethodOffers(new MemoryOrders(database), process),
      transaction: (work) => connection.transaction(work),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
