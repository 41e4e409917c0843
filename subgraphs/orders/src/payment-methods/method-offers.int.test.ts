import { describe } from 'vitest';
import { openOrdersDatabase } from '../../test/open-orders-database.ts';
import { methodOffersSuite } from './method-offers.suite.ts';
import { methodOffers } from './repository.ts';

describe('the copy of the payment methods in PostgreSQL', () => {
  methodOffersSuite(async () => {
    const database = await openOrdersDatabase();
    return {
      offers: methodOffers(database.statements),
      transaction: (work) => database.transaction(work),
      [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
    };
  });
});
