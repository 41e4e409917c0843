import { afterAll, beforeAll } from 'vitest';
import type { EngineUnderTest } from './engine-under-test.ts';
import { testCollections, testFilters, testOrders, testWords } from './finding.suite.ts';
import { testFreshness, testSettings } from './keeping.suite.ts';
import { testVariants } from './variants.suite.ts';
import { SuiteShop } from './suite-shop.ts';

let shop: SuiteShop;

/** What every search engine does. */
export function searchEngineSuite(open: () => Promise<EngineUnderTest>): void {
  beforeAll(async () => {
    shop = await SuiteShop.open(await open());
  });
  afterAll(() => shop[Symbol.asyncDispose]());
  const about = [
    testWords,
    testFilters,
    testVariants,
    testCollections,
    testOrders,
    testSettings,
    testFreshness,
  ];
  for (const test of about) test(() => shop);
}
