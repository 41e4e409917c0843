/** The contract suites of the ports that the simulation fills from memory. */
export { purchaseStoreSuite } from '../src/reviews/purchase-store.suite.ts';
export { stockBackordersSuite } from '../src/stock/stock-backorders.suite.ts';
export { stockBundlesSuite } from '../src/stock/stock-bundles.suite.ts';
export { stockStoreSuite } from '../src/stock/stock-store.suite.ts';
