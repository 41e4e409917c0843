import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const sold = { id: 'sold' };

seesFaults('orders-end', [
  {
    what: 'an accepted order is not there',
    broken: both(
      add('accepted', { orderId: 'lost', ownerId: 'buyer', key: 'key of lost' }),
      add('keys', { orderId: 'lost', ownerId: 'buyer', key: 'key of lost', isCompleted: true }),
    ),
    says: 'order lost was accepted and does not exist',
    always: true,
  },
  {
    what: 'an order has not ended',
    broken: change(
      'orders',
      { id: 'past' },
      { status: 'CREATED', step: 'authorizing', fulfillment: 'UNFULFILLED', parcels: [] },
    ),
    says: 'order past is CREATED, step authorizing, and goes no further',
  },
  {
    what: 'an order that stands is still being cancelled',
    broken: change('orders', sold, { step: 'cancelling' }),
    says: 'order sold is CONFIRMED, step cancelling, and goes no further',
  },
  {
    what: 'an order stands without its money',
    broken: change('orders', sold, { payment: 'capture-requested' }),
    says: 'order sold is CONFIRMED, its stock committed and its payment capture-requested',
  },
  {
    what: 'a cart was ordered twice',
    broken: change('orders', { id: 'past' }, { cartId: 'cart of sold' }),
    says: 'cart cart of sold was ordered as sold and past',
    always: true,
  },
  {
    what: 'the cart of an order that stands can be ordered again',
    broken: change('carts', { orderId: 'sold' }, { status: 'CHECKING_OUT' }),
    says: 'order sold stands, and its cart cart of sold is still checking out',
  },
  {
    what: 'a cart is frozen for an order that is not there, and no key stands for',
    broken: change('carts', { id: 'cart of undone' }, { status: 'CHECKING_OUT', orderId: 'abandoned' }),
    says: 'order abandoned will never be placed, and cart cart of undone is frozen for it',
  },
]);
