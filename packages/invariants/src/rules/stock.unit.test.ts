import { expect, it } from 'vitest';
import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';
import { healthySnapshot } from '../test-support/healthy-snapshot.ts';
import { violationsOf } from '../violations-of.ts';

const lines = [{ variantId: 'mug', quantity: 2 }];
const sold = { variantId: 'mug', quantity: 2, unitPriceMinor: 750, totalMinor: 1500 };
/** Of two pieces that were sold none is there. */
const missingTwo = { available: -2, received: 0, delivered: 0 };
const shelf = { locationId: 'shop', onHand: 4, moved: 4, reserved: 2, held: 2 };

seesFaults('stock-adds-up', [
  {
    what: 'a piece is lost',
    broken: change('stock', {}, { available: 7 }),
    says: 'variant mug has 7 available, 0 reserved, 2 sold of 10',
    always: true,
  },
  {
    what: 'there are fewer pieces than none',
    broken: change('stock', {}, { available: -3, received: -1, delivered: -1 }),
    says: 'variant mug is negative: -3 available, 0 reserved, 2 sold of -1',
    always: true,
  },
  {
    what: 'more was received than came in',
    broken: change('stock', {}, { available: 9, received: 11 }),
    says: 'variant mug has received 11, and 10 came in',
    always: true,
  },
  {
    what: 'a flash offer sold more than there was of it',
    broken: change('stock', {}, { wrongOffers: 1 }),
    says: 'variant mug has flash offers that do not add up: 1',
    always: true,
  },
  {
    what: 'more of a bundle can be bought than its parts are enough for',
    broken: add('stock', {
      ...{ variantId: 'set', available: 5, reserved: 0, sold: 0, received: 0 },
      parts: [{ variantId: 'mug', quantity: 2 }],
    }),
    says: 'bundle set has 5 available, and its parts are enough for 4',
    always: true,
  },
  {
    what: 'a bundle can be bought while shoppers do not see one of its parts',
    broken: add('stock', {
      ...{ variantId: 'set', available: 4, reserved: 0, sold: 0, received: 0 },
      parts: [{ variantId: 'mug', quantity: 2, isShown: false }],
    }),
    says: 'bundle set has 4 available, and its parts are enough for 0',
    always: true,
  },
  {
    what: 'an order of a bundle got what that consists of by now',
    broken: change(
      'orders',
      { id: 'sold' },
      { lines: [{ ...sold, bundleParts: [{ variantId: 'pot', quantity: 1 }] }] },
    ),
    says: 'order sold bought 2 × pot, and sold for it is 2 × mug',
  },
  {
    what: 'pieces are reserved for nobody',
    broken: change('stock', {}, { available: 7, reserved: 1 }),
    says: 'variant mug has 1 reserved, and orders account for 0',
    andSays: ['variant mug has 1 reserved at rest'],
    always: true,
  },
  {
    what: 'pieces are sold to nobody',
    broken: change('stock', {}, { available: 7, sold: 3 }),
    says: 'variant mug has 3 sold, and orders account for 2',
    always: true,
  },
  {
    what: 'a piece is lost that was kept back',
    broken: change('stock', {}, { available: 5, safetyStock: 2 }),
    says: 'variant mug has 5 available, 0 reserved, 2 sold of 10',
    always: true,
  },
  {
    what: 'a piece is lost that may be sold beforehand',
    broken: change('stock', {}, { available: 12, backorderLimit: 3 }),
    says: 'variant mug has 12 available, 0 reserved, 2 sold of 10',
    always: true,
  },
  {
    what: 'more is sold beforehand than may be',
    broken: change(
      'stock',
      {},
      {
        ...{ available: -1, received: 0, delivered: 0, backorderLimit: 1 },
        ledger: { available: -1, reserved: 0, sold: 2, availableAfter: -1, oversold: 1 },
      },
    ),
    says: 'variant mug sold what was not available; movements that did: 1',
    always: true,
  },
  {
    what: 'a movement was not recorded',
    broken: change(
      'stock',
      {},
      { ledger: { available: 9, reserved: 0, sold: 1, availableAfter: 9, oversold: 0 } },
    ),
    says: 'variant mug has 8 available, 0 reserved, 2 sold, and its movements come to 9 available, 0 reserved, 1 sold',
    always: true,
  },
  {
    what: 'a movement does not say what it left',
    broken: change(
      'stock',
      {},
      { ledger: { available: 8, reserved: 0, sold: 2, availableAfter: 7, oversold: 0 } },
    ),
    says: 'variant mug has 8 available, and its last movement left 7',
    always: true,
  },
  {
    what: 'a location has more reserved than is there',
    broken: change('stock', {}, { elsewhere: [{ ...shelf, onHand: 1, moved: 1, reserved: 2, held: 2 }] }),
    says: 'variant mug at location shop has 1 pieces, 2 of them reserved',
    always: true,
  },
  {
    what: 'a location has less than nothing reserved',
    broken: change('stock', {}, { elsewhere: [{ ...shelf, reserved: -1, held: -1 }] }),
    says: 'variant mug at location shop has 4 pieces, -1 of them reserved',
    always: true,
  },
  {
    what: 'a location has what no movement brought there',
    broken: change('stock', {}, { elsewhere: [{ ...shelf, moved: 3 }] }),
    says: 'variant mug at location shop has 4 pieces, and its movements come to 3',
    always: true,
  },
  {
    what: 'a location holds what no order is given',
    broken: change('stock', {}, { elsewhere: [{ ...shelf, held: 1 }] }),
    says: 'variant mug at location shop has 2 reserved, and orders account for 1',
    always: true,
  },
  {
    what: 'a transfer loses a piece',
    broken: change('stock', {}, { transfers: { sent: 3, inTransit: 2, wrong: 0 } }),
    says: 'of variant mug 3 pieces were sent and did not arrive, and 2 are on their way',
    always: true,
  },
  {
    what: 'a transfer that is over does not say where its pieces are',
    broken: change('stock', {}, { transfers: { sent: 0, inTransit: 0, wrong: 1 } }),
    says: 'transfers of variant mug that do not account for what they sent: 1',
    always: true,
  },
  {
    what: 'more came in than was ordered',
    broken: change('stock', {}, { inbound: { ordered: 4, received: 4, rejected: 1, moved: 4, wrong: 1 } }),
    says: 'of variant mug 4 were ordered, 4 received and 1 rejected',
    always: true,
  },
  {
    what: 'what came is received twice',
    broken: change('stock', {}, { inbound: { ordered: 4, received: 2, rejected: 0, moved: 4, wrong: 0 } }),
    says: 'variant mug has received 2 of shipments, and its movements say 4',
    always: true,
  },
  {
    what: 'somebody waits for what is there',
    broken: change('stock', {}, { waiting: [{ orderId: 'sold', quantity: 1 }] }),
    says: 'of variant mug 0 are missing, and orders wait for 1',
    always: true,
  },
  {
    what: 'an order waits for what it did not buy',
    broken: change('stock', {}, { ...missingTwo, waiting: [{ orderId: 'undone', quantity: 2 }] }),
    says: 'order undone waits for 2 of variant mug, and holds fewer',
    always: true,
  },
  {
    what: 'a reservation is left',
    broken: both(
      change('stock', {}, { available: 6, reserved: 2 }),
      add('reservations', { orderId: 'forgotten', status: 'reserved', lines }),
    ),
    says: 'variant mug has 2 reserved at rest',
  },
  {
    what: 'an order got less than it bought',
    broken: both(
      change('stock', {}, { available: 9, sold: 1 }),
      change('reservations', { orderId: 'sold' }, { lines: [{ variantId: 'mug', quantity: 1 }] }),
    ),
    says: 'order sold bought 2 × mug, and sold for it is 1 × mug',
  },
  {
    what: 'an order that is not there got something',
    broken: both(
      change('stock', {}, { available: 6, sold: 4 }),
      add('reservations', { orderId: 'stranger', status: 'committed', lines }),
    ),
    says: 'order stranger does not exist and has stock',
  },
]);

it('says nothing of pieces that are where they should be, or on their way', () => {
  const healthy = change('stock', {}, { elsewhere: [shelf], transfers: { sent: 2, inTransit: 2, wrong: 0 } });
  expect(violationsOf(healthy(healthySnapshot()), 'at-rest')).toEqual([]);
});

it('says nothing of what is sold no more while others wait for it', () => {
  const ledger = { available: -2, reserved: 0, sold: 2, availableAfter: -2, oversold: 0 };
  const stopped = change('stock', {}, { available: -2, received: 0, delivered: 0, ledger });
  expect(violationsOf(stopped(healthySnapshot()), 'at-rest')).toEqual([]);
});
