import { describe } from 'vitest';
import { openStores } from '../../test/open-stores.ts';
import { cartStoreSuite } from './cart-store.suite.ts';
import { storesWithin } from './repository/cart-store.ts';

describe('the store of carts in PostgreSQL', () => {
  cartStoreSuite(() => openStores(storesWithin));
});
