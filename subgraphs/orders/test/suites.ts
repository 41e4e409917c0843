/** The contract suites of the ports that the simulation fills from memory. */
export { checkoutStoreSuite } from '../src/checkout/checkout-store.suite.ts';
export { parcelStoreSuite } from '../src/fulfilment/parcel-store.suite.ts';
export { methodOffersSuite } from '../src/payment-methods/method-offers.suite.ts';
export { placedOrdersSuite } from '../src/placing/placed-orders.suite.ts';
