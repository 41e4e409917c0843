import { describe } from 'vitest';
import { openStores } from '../../test/open-stores.ts';
import { orderOutcomesSuite } from './order-outcomes.suite.ts';
import { storesWithin } from './repository.ts';

describe('outcomes of orders in PostgreSQL', () => {
  orderOutcomesSuite(() => openStores((tx) => storesWithin(tx).outcomes));
});
