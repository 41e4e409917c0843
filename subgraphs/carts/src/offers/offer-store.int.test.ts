import { describe } from 'vitest';
import { openStores } from '../../test/open-stores.ts';
import { offerStoreSuite } from './offer-store.suite.ts';
import { offersWithin } from './repository/offers.ts';

describe('the copy of the catalogue in PostgreSQL', () => {
  offerStoreSuite(() => openStores(offersWithin));
});
