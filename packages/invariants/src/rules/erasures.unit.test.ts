import { both, add, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const trace = { domain: 'orders', customerId: 'gone', what: 'the buyer of order CW-1' };
const inOrders = { domain: 'orders', customerId: 'gone' };

seesFaults('erased-are-gone', [
  {
    what: 'a domain was never asked to forget a customer whom others have forgotten',
    broken: change('erasures', { domain: 'payments' }, undefined),
    says: 'customer gone is erased elsewhere, and payments was never asked',
  },
  {
    what: 'a domain has not forgotten a customer, and does not say why',
    broken: change('erasures', inOrders, { isErased: false }),
    says: 'customer gone is not erased in orders, for no reason',
  },
  {
    what: 'a domain has forgotten a customer and never answered',
    broken: change('erasures', inOrders, { requestId: 'another' }),
    says: 'customer gone is erased in orders, which has not said so',
  },
  {
    what: 'something is left of a customer',
    broken: add('traces', trace),
    says: 'customer gone is erased, and orders keeps the buyer of order CW-1',
  },
  {
    what: 'something is left of a customer in one domain, and another waits for an order',
    broken: both(
      change('erasures', { domain: 'carts' }, { isErased: false, waitsFor: 'ORDERS_UNDER_WAY' }),
      both(add('traces', trace), add('traces', { ...trace, domain: 'carts', what: 'a cart' })),
    ),
    says: 'customer gone is erased, and orders keeps the buyer of order CW-1',
  },
]);
