import { add, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

seesFaults('messages-handled', [
  {
    what: 'a message is parked without an explanation',
    broken: change('parked', { domain: 'orders' }, { explanation: null }),
    says: 'orders has parked payments.captured.v1: It cannot be parsed',
    always: true,
  },
  {
    what: 'a breach was observed',
    broken: add('breaches', { message: 'orders has handled it twice', orderId: 'sold' }),
    says: 'orders has handled it twice',
    always: true,
  },
  {
    what: 'something is handled that was never sent',
    broken: add('handled', { domain: 'orders', type: 'payments.declined.v1', businessId: 'ghost' }),
    says: 'orders has handled payments.declined.v1 of ghost, which nobody sent',
    always: true,
  },
  {
    what: 'an outbox is not drained',
    broken: change('sent', { type: 'inventory.reserve.v1' }, { isPublished: false }),
    says: 'inventory.reserve.v1 is still in the outbox of orders',
  },
  {
    what: 'a message was not handled',
    broken: change('handled', { type: 'inventory.release.v1' }, undefined),
    says: 'products has never handled inventory.release.v1 of undone',
  },
  {
    what: 'one of two readers did not handle a message',
    broken: change('handled', { type: 'orders.order-confirmed.v1', domain: 'carts' }, undefined),
    says: 'carts has never handled orders.order-confirmed.v1 of sold',
  },
]);
