import { both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';

const sold = { id: 'sold' };
const parcel = (quantity: number, isDelivered = false) => ({
  id: 'parcel',
  isDelivered,
  lines: [{ variantId: 'mug', quantity }],
});

seesFaults('parcels-fit', [
  {
    what: 'more was sent than was ordered',
    broken: change('orders', { id: 'past' }, { parcels: [parcel(2, true), parcel(1, true)] }),
    says: 'order past was sent 3 of mug, and has 2',
    always: true,
  },
  {
    what: 'a cancelled order was sent',
    broken: change('orders', { id: 'undone' }, { parcels: [parcel(1)], fulfillment: 'PARTIALLY_SHIPPED' }),
    says: 'order undone was sent, and is CANCELLED, step cancelled',
    andSays: ['order undone has the parcel parcel, which was shipped, and nobody was told'],
    always: true,
  },
  {
    what: 'an order does not know of its parcel',
    broken: change('orders', { id: 'past' }, { fulfillment: 'UNFULFILLED' }),
    says: 'order past is DELIVERED and UNFULFILLED, and by its parcels DELIVERED',
    always: true,
  },
  {
    what: 'an order is said to have arrived before all of it has',
    broken: change('orders', { id: 'past' }, { parcels: [parcel(2)], fulfillment: 'SHIPPED' }),
    says: 'order past is DELIVERED and SHIPPED, and by its parcels SHIPPED',
    always: true,
  },
  {
    what: 'nobody was told that a parcel is on its way',
    broken: both(change('orders', sold, { parcels: [parcel(1)], fulfillment: 'PARTIALLY_SHIPPED' })),
    says: 'order sold has the parcel parcel, which was shipped, and nobody was told',
  },
]);
