import { expect, it } from 'vitest';
import { add, both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';
import { healthySnapshot } from '../test-support/healthy-snapshot.ts';
import { violationsOf } from '../violations-of.ts';

const order = { id: 'sold' };
const line = { variantId: 'mug', quantity: 2, unitPriceMinor: 750, totalMinor: 1500 };
const offer = {
  ...{ id: 'flash', variantId: 'mug', currency: 'EUR', amountMinor: 750 },
  ...{ budget: 5, limit: 3, reserved: 0, sold: 2 },
};
const offered = (
  own: Partial<typeof offer>,
  sold: Partial<typeof line> & { basePriceMinor?: number | null } = {},
) =>
  both(
    add('flashOffers', { ...offer, ...own }),
    change('orders', order, { buyer: 'anna', lines: [{ ...line, ...sold }] }),
  );

seesFaults('offers-hold', [
  {
    what: 'more is sold at the price of a flash offer than there is of it',
    broken: offered({ budget: 1 }),
    says: 'flash offer flash has 1 pieces, and orders have 2',
    always: true,
  },
  {
    what: 'a buyer has more of it than one may',
    broken: offered({ limit: 1 }),
    says: 'flash offer flash gives a buyer 1 pieces, and anna has 2',
    always: true,
  },
  {
    what: 'what an order gave back is not there again',
    broken: offered({ reserved: 2 }),
    says: 'flash offer flash counts 4 pieces, and orders have 2',
    always: true,
  },
  {
    what: 'a list takes something off its price, and the pieces do not count',
    broken: offered({ amountMinor: 800, sold: 0 }, { basePriceMinor: 800 }),
    says: 'flash offer flash counts 0 pieces, and orders have 2',
    always: true,
  },
]);

it('has nothing against pieces that count, nor against what was bought at a price that a list named', () => {
  for (const make of [
    offered({}),
    offered({ limit: 2, budget: 2 }),
    offered({ sold: 0 }, { basePriceMinor: null }),
  ])
    expect(violationsOf(make(healthySnapshot()), 'at-rest')).toEqual([]);
});
