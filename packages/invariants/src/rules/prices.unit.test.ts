import { describe, expect, it } from 'vitest';
import { both, change } from '../test-support/break-snapshot.ts';
import { seesFaults } from '../test-support/faults.ts';
import type { SnapshotOrder } from '../snapshot.ts';
import { healthySnapshot } from '../test-support/healthy-snapshot.ts';
import { violationsOf } from '../violations-of.ts';
import { deliveryMinor, includedTaxMinor } from './price-list.ts';

const sold = { id: 'sold' };
const line = { variantId: 'mug', quantity: 2, unitPriceMinor: 750, totalMinor: 1500 };
const confirmation = { orderId: 'sold', type: 'ORDER_CONFIRMED' };
const shown = '1500 - 0 + 490 = 1990 EUR with 318 of tax';

/** The imported order with a tenth off and sent for nothing, its payment and its receipt. */
const ten = { promotionId: 'ten', class: 'ORDER', amountMinor: 150 };
const free = { promotionId: 'free', class: 'SHIPPING', amountMinor: 490 };
const details = {
  promotions: [ten, free],
  shippingDiscountMinor: 490,
  taxLines: [{ netMinor: 1134, taxMinor: 216 }],
};
const reducedPrice = { discountMinor: 640, taxMinor: 216, totalMinor: 1350 };
const shares = [{ promotionId: 'ten', amountMinor: 150 }];

function reduced(fault: Partial<SnapshotOrder>) {
  const { totalMinor: amountMinor, taxMinor } = reducedPrice;
  const paid = {
    amountMinor,
    taxMinor,
    capturedMinor: amountMinor,
    receipt: { amountMinor, taxMinor, currency: 'EUR' },
  };
  const order = { ...reducedPrice, lines: [{ ...line, discounts: shares }], priceDetails: details };
  return both(
    change('orders', { id: 'past' }, { ...order, ...fault }),
    change('payments', { orderId: 'past' }, paid),
    change('ledger', { orderId: 'past' }, { authorizedMinor: amountMinor, capturedMinor: amountMinor }),
    change('notifications', { orderId: 'past' }, { text: 'Total: €13.50, tax included: €2.16' }),
  );
}

it('has no fault where discounts and taxes add up, and where no tax is charged', () => {
  expect(violationsOf(reduced({})(healthySnapshot()), 'at-rest')).toEqual([]);
});

seesFaults('prices-agree', [
  {
    what: 'a line is not its pieces times their price',
    broken: change('orders', sold, {
      lines: [
        { ...line, quantity: 1 },
        { ...line, quantity: 1, totalMinor: 0 },
      ],
    }),
    says: 'order sold has 1 × mug at 750 for 1500',
    andSays: ['order sold has 1 × mug at 750 for 0'],
    always: 'all',
  },
  {
    what: 'lines do not add up to the subtotal',
    broken: both(
      change('orders', sold, { subtotalMinor: 1000, discountMinor: -500 }),
      change('quotes', { orderId: 'sold' }, { subtotalMinor: 1000, discountMinor: -500 }),
    ),
    says: 'order sold has lines of 1500, and a subtotal of 1000',
    always: true,
  },
  {
    what: 'amounts do not add up to the total',
    broken: both(
      change('orders', sold, { discountMinor: 100 }),
      change('quotes', { orderId: 'sold' }, { discountMinor: 100 }),
    ),
    says: 'order sold adds up to 1890, and costs 1990',
    always: true,
  },
  {
    what: 'a line has another discount than its promotion',
    broken: reduced({ lines: [{ ...line, discounts: [{ promotionId: 'ten', amountMinor: 149 }] }] }),
    says: 'order past has discounts of its lines of 149, and not of 150',
    andSays: ['order past has shares of ten of 149, and not of 150'],
    always: 'all',
  },
  {
    what: 'a discount of a line is another promotion’s',
    broken: reduced({ lines: [{ ...line, discounts: [{ promotionId: 'none', amountMinor: 150 }] }] }),
    says: 'order past has shares of none of 150, and not of 0',
    andSays: ['order past has shares of ten of 0, and not of 150'],
    always: 'all',
  },
  {
    what: 'the delivery has another discount than its promotion',
    broken: reduced({ priceDetails: { ...details, promotions: [ten, { ...free, amountMinor: 489 }] } }),
    says: 'order past has a discount on the delivery of 490, and not of 489',
    always: true,
  },
  {
    what: 'taxes by rate do not add up to the tax',
    broken: reduced({ priceDetails: { ...details, taxLines: [{ netMinor: 1135, taxMinor: 215 }] } }),
    says: 'order past has taxes by rate of 215, and not of 216',
    always: true,
  },
  {
    what: 'taxes by rate do not add up to the total',
    broken: reduced({ priceDetails: { ...details, taxLines: [{ netMinor: 1135, taxMinor: 216 }] } }),
    says: 'order past has taxes and what they are on of 1351, and not of 1350',
    always: true,
  },
  {
    what: 'a tax is not added where prices do not include it',
    broken: reduced({ priceDetails: { ...details, pricesIncludeTax: false } }),
    says: 'order past adds up to 1566, and costs 1350',
    always: true,
  },
  {
    what: 'something is sold at another price than the catalogue’s',
    broken: change('prices', { currency: 'EUR' }, { amountMinor: 700 }),
    says: 'order sold sells mug at 750 EUR, and it costs 700',
    andSays: ['order undone sells mug at 750 EUR, and it costs 700'],
    always: 'all',
  },
  {
    what: 'something is sold at another price than lists said when it was ordered',
    broken: change('orders', sold, { lines: [{ ...line, listedMinor: 600 }] }),
    says: 'order sold sells mug at 750 EUR, and it costs 600',
    always: true,
  },
  {
    what: 'delivery costs something else',
    broken: change('orders', sold, { shippingMethod: 'express' }),
    says: 'order sold is sent express for 490 EUR, not 1290',
    always: true,
  },
  {
    what: 'another tax is included',
    broken: change('orders', sold, { countryCode: 'FR' }),
    says: 'order sold includes 318 of tax in FR, not 332',
    always: true,
  },
  {
    what: 'a buyer was shown another price',
    broken: change('quotes', { orderId: 'sold' }, { totalMinor: 1980 }),
    says: `order sold was shown as ${shown.replace('1990', '1980')}, and is ${shown}`,
    always: true,
  },
  {
    what: 'a buyer was shown another currency',
    broken: change('quotes', { orderId: 'sold' }, { currency: 'USD' }),
    says: `order sold was shown as ${shown.replace('EUR', 'USD')}, and is ${shown}`,
    always: true,
  },
  {
    what: 'a mail says another total',
    broken: change('notifications', confirmation, { text: 'Total: €119.90, tax included: €3.18' }),
    says: 'order sold has the notification ORDER_CONFIRMED, which does not say €19.90',
    always: true,
  },
  {
    what: 'a mail says another tax',
    broken: change('notifications', confirmation, { text: 'Total: €19.90, tax included: €0.00' }),
    says: 'order sold has the notification ORDER_CONFIRMED, which does not say €3.18',
    always: true,
  },
]);

it('does not judge what was not priced here, and what is on no list', () => {
  const unlisted = change('orders', sold, { countryCode: 'NZ', shippingMethod: 'pigeon' });
  expect(violationsOf(unlisted(healthySnapshot()), 'at-rest')).toEqual([]);
  const imported = change('orders', { id: 'past' }, { countryCode: 'FR', shippingMethod: 'express' });
  expect(violationsOf(imported(healthySnapshot()), 'at-rest')).toEqual([]);
});

describe('the price list', () => {
  it.each([
    [11_900, 'DE', 1900],
    [999, 'GB', 167], // of 166.5
    [999, 'CH', 75], // of 74.86
    [999, 'US', 0],
    [0, 'DE', 0],
    [126_779_900_000_082, 'CH', 9_499_696_484_742], // what floating point makes one more of
  ])('includes in %i to %s a tax of %i', (totalMinor, countryCode, taxMinor) => {
    expect(includedTaxMinor(totalMinor, countryCode)).toBe(taxMinor);
  });

  it('has free standard delivery from 50.00 on', () => {
    expect(['EUR', 'USD'].map((currency) => deliveryMinor('standard', currency, 4999))).toEqual([490, 590]);
    expect(deliveryMinor('standard', 'EUR', 5000)).toBe(0);
    expect(['EUR', 'USD'].map((currency) => deliveryMinor('express', currency, 5000))).toEqual([1290, 1490]);
  });
});
