/** The contract suites of the ports that the simulation fills from memory. */
export { messageStoreSuite } from './message-store.suite.ts';
export { relayStoreSuite } from './relay-store.suite.ts';
