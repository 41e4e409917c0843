import type { Domain } from '@cartwright/stack';

const around = (type: string): string[] => [`before-transaction@${type}`, `after-commit@${type}`];
const sending = (type: string): string[] => [`after-commit@${type}`, `after-publish@${type}`];

/** Where each domain can be made to die, as `FAILPOINTS` has it; never at the first message of a rare kind. */
export const deaths: Readonly<Record<Domain, readonly string[]>> = {
  accounts: [],
  products: [
    ...around('inventory.reserve.v1'),
    ...around('inventory.commit.v1'),
    ...around('inventory.release.v1'),
    ...sending('inventory.reserved.v1'),
    ...sending('inventory.committed.v1'),
    ...sending('inventory.released.v1'),
    ...sending('catalog.stock-changed.v1'),
  ],
  carts: [...around('orders.order-placed.v1'), ...around('orders.order-confirmed.v1')],
  orders: [
    ...sending('orders.order-placed.v1'),
    ...sending('inventory.reserve.v1'),
    ...sending('inventory.commit.v1'),
    ...sending('payments.authorize.v1'),
    ...sending('payments.capture.v1'),
    ...sending('payments.cancel.v1'),
    ...sending('orders.order-confirmed.v1'),
    ...sending('orders.order-cancelled.v1'),
    ...around('inventory.reserved.v1'),
    ...around('inventory.committed.v1'),
    ...around('inventory.released.v1'),
    ...around('payments.authorized.v1'),
    ...around('payments.declined.v1'),
    ...around('payments.captured.v1'),
    ...around('payments.cancelled.v1'),
  ],
  payments: ['payments.authorize.v1', 'payments.capture.v1', 'payments.cancel.v1'].flatMap((type) => [
    ...around(type),
    `after-effect@${type}`,
  ]),
  notifications: [...around('orders.order-confirmed.v1'), ...around('orders.order-cancelled.v1')],
};
