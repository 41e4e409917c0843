import { describe } from 'vitest';
import { openEngineShop } from '../../test/engine-shop.ts';
import { searchEngineSuite } from './engine-suite/search-engine.suite.ts';
import { postgresSearch } from './use-cases/postgres-search.ts';

describe('searching in PostgreSQL', () => {
  searchEngineSuite(() =>
    openEngineShop((shop) => ({
      engine: postgresSearch(shop),
      // Triggers keep what is searched, in the transaction that writes.
      settled: () => Promise.resolve(),
      rebuild: () => Promise.resolve(),
    })),
  );
});
