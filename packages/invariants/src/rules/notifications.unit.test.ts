import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const notification = { channel: 'EMAIL', language: 'en', state: 'SENT' };

seesFaults('one-notification', [
  {
    what: 'a buyer is notified twice',
    broken: add('notifications', {
      ...notification,
      orderId: 'sold',
      type: 'ORDER_CONFIRMED',
      businessId: 'sold',
    }),
    says: 'order sold was notified of ORDER_CONFIRMED 2 times',
    always: true,
  },
  {
    what: 'a buyer is notified without a message',
    broken: add('notifications', {
      ...notification,
      orderId: 'sold',
      type: 'ORDER_CANCELLED',
      businessId: 'sold',
    }),
    says: 'order sold was notified of ORDER_CANCELLED without a message',
    always: true,
  },
  {
    what: 'a buyer is not notified',
    broken: change('notifications', { orderId: 'undone' }, undefined),
    says: 'order undone has reached ORDER_CANCELLED, and its buyer was never notified',
  },
  {
    what: 'a message was handled without a notification',
    broken: both(
      add('sent', {
        domain: 'orders',
        type: 'orders.order-confirmed.v1',
        businessId: 'undone',
        isPublished: true,
      }),
      ...['products', 'carts', 'orders', 'notifications'].map((domain) =>
        add('handled', { domain, type: 'orders.order-confirmed.v1', businessId: 'undone' }),
      ),
    ),
    says: 'order undone has reached ORDER_CONFIRMED, and its buyer was never notified',
  },
  {
    what: 'a notification is not sent',
    broken: change('notifications', { orderId: 'sold' }, { state: 'PENDING' }),
    says: 'order sold has the notification ORDER_CONFIRMED, which is PENDING',
  },
]);
