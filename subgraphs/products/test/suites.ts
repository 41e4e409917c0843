/** The contract suites of the ports that the simulation fills from memory. */
export { stockStoreSuite } from '../src/stock/stock-store.suite.ts';
