export { cartStoreSuite, type CartStoreUnderTest } from '../src/cart/cart-store.suite.ts';
export { orderOutcomesSuite, type OrderOutcomesUnderTest } from '../src/freezing/order-outcomes.suite.ts';
export { offerStoreSuite, type OfferStoreUnderTest } from '../src/offers/offer-store.suite.ts';
