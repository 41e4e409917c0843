import { both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('compensation', [
  {
    what: 'a cancelled order believes to hold stock',
    broken: change('orders', { id: 'undone' }, { stock: 'reserved' }),
    says: 'order undone is cancelled, and orders believes its stock to be reserved',
  },
  {
    what: 'a cancelled order believes to hold money',
    broken: change('orders', { id: 'undone' }, { payment: 'captured' }),
    says: 'order undone is cancelled, and orders believes its payment to be captured',
  },
  {
    what: 'the stock of a cancelled order stays sold',
    broken: both(
      change('stock', {}, { available: 6, sold: 4 }),
      change('reservations', { orderId: 'undone' }, { status: 'committed' }),
    ),
    says: 'order undone is cancelled, and its stock is committed',
  },
  {
    what: 'the payment of a cancelled order is not undone',
    broken: change('payments', { orderId: 'undone' }, { state: 'ACTION_REQUIRED' }),
    says: 'order undone is cancelled, and its payment is ACTION_REQUIRED',
  },
  {
    what: 'the cart of a cancelled order does not come back',
    broken: change('carts', { id: 'cart of undone' }, { status: 'CHECKING_OUT', orderId: 'undone' }),
    says: 'order undone is cancelled, and its cart cart of undone is still frozen',
  },
]);
