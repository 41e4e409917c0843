/** The contract suites of the ports that the simulation fills from memory. */
export { paymentQueueSuite } from '../src/charging/payment-queue.suite.ts';
export { paymentStoreSuite } from '../src/charging/payment-store.suite.ts';
export type { PaymentsUnderTest } from './payments-under-test.ts';
export { sightingStoreSuite } from '../src/fraud/sighting-store.suite.ts';
export { providerSuite } from '../src/provider/payment-provider.suite.ts';
export { receiptBookSuite } from '../src/receipts/receipt-book.suite.ts';
export { eventLogSuite } from '../src/webhooks/event-log.suite.ts';
