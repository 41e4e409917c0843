import { cart, line, promotion } from './build-cart.ts';
import type { Effect } from './cart.ts';
import type { PeerCase } from './peer-case.ts';

const netOrTax =
  'https://docs.zuora.com/zuora-billing/set-up-zuora-billing/apply-taxes/additional-resources-on-taxes/rounding-rule-for-inclusive-tax-mode';
const dolibarr =
  'https://wiki.dolibarr.org/index.php?diff=23026&oldid=23025&title=VAT_setup%2C_calculation_and_rounding_rules';
const groups =
  'https://support.zerofriction.co/en/articles/13701748-vat-calculation-and-rounding-differences';
const contractDiscounts =
  'https://help.goodshuffle.com/en/articles/5683828-how-do-contract-level-discounts-impact-taxes';
const net = { pricesIncludeTax: false } as const;
const orderAmount = (amountMinor: bigint): Effect => ({ kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor });

/** Of rounding, from those who write it out. */
export const roundingCases: readonly PeerCase[] = [
  {
    peer: 'Zuora',
    what: 'rounds the tax in 2.99 at 4 %',
    source: netOrTax,
    cart: cart([line('a', 299n, 1, { taxBasisPoints: 400 })]),
    theirs: { taxMinor: 12n },
  },
  {
    peer: 'Zuora',
    what: 'rounds what is without tax in 2.99 at 4 % (its default)',
    source: netOrTax,
    cart: cart([line('a', 299n, 1, { taxBasisPoints: 400 })]),
    theirs: { taxMinor: 11n },
    here: {
      ours: { taxMinor: 12n },
      why: 'Here the tax is what is rounded; commercetools has both, and rounds the net unless told.',
    },
  },
  {
    peer: 'Dolibarr',
    what: 'adds 10 % of 1.24 and 1.24, rounded for each line',
    source: dolibarr,
    cart: cart(
      ['a', 'b'].map((id) => line(id, 124n, 1, { taxBasisPoints: 1_000 })),
      { zone: { ...net, rounding: 'LINE' } },
    ),
    theirs: { goodsMinor: 248n, taxMinor: 24n },
  },
  {
    peer: 'Dolibarr',
    what: 'adds 10 % of 1.24 and 1.24, rounded for the rate',
    source: dolibarr,
    cart: cart(
      ['a', 'b'].map((id) => line(id, 124n, 1, { taxBasisPoints: 1_000 })),
      { zone: { ...net, rounding: 'RATE' } },
    ),
    theirs: { goodsMinor: 248n, taxMinor: 25n },
  },
  {
    peer: 'zerofriction',
    what: 'adds 21 % of 231.50 and 156.50, rounded for each line',
    source: groups,
    cart: cart(
      [line('a', 23_150n, 1, { taxBasisPoints: 2_100 }), line('b', 15_650n, 1, { taxBasisPoints: 2_100 })],
      {
        zone: { ...net, rounding: 'LINE' },
      },
    ),
    theirs: { taxMinor: 8_149n },
  },
  {
    peer: 'zerofriction',
    what: 'adds 21 % of 231.50 and 156.50, rounded for the rate',
    source: groups,
    cart: cart(
      [line('a', 23_150n, 1, { taxBasisPoints: 2_100 }), line('b', 15_650n, 1, { taxBasisPoints: 2_100 })],
      {
        zone: { ...net, rounding: 'RATE' },
      },
    ),
    theirs: { taxMinor: 8_148n },
  },
  {
    peer: 'SCAYLE',
    what: 'sums taxes of 0.513, 0.414 and 0.294, rounded for each line',
    source: 'https://scayle.dev/en/developer-guide-archived/transaction-orders/general/price-calculator-v1',
    cart: cart(
      [513n, 414n, 294n].map((price, index) => line(`${index}`, price, 1, { taxBasisPoints: 1_000 })),
      { zone: net },
    ),
    theirs: { taxMinor: 121n },
  },
  {
    peer: 'Kasseneck',
    what: 'finds 20 % in 12.00 less 2.00',
    source: 'https://pub.dev/documentation/kasseneck_api/10.7.2/pos/vatTotalCents.html',
    cart: cart([line('a', 1_200n)], { promotions: [promotion('2 off', orderAmount(200n))] }),
    theirs: { taxMinor: 167n, totalMinor: 1_000n },
  },
  {
    peer: 'Goodshuffle',
    what: 'takes 150 off 600 before it adds 5 %',
    source: contractDiscounts,
    cart: cart(
      [10_000n, 20_000n, 30_000n].map((price, index) => line(`${index}`, price, 1, { taxBasisPoints: 500 })),
      { zone: net, promotions: [promotion('150 off', orderAmount(15_000n))] },
    ),
    theirs: { linesMinor: [7_500n, 15_000n, 22_500n], taxMinor: 2_250n },
  },
  {
    peer: 'Goodshuffle',
    what: 'takes 150 off what is left of 600 when a line of 100 is free',
    source: contractDiscounts,
    cart: cart(
      [10_000n, 20_000n, 30_000n].map((price, index) => line(`${index}`, price, 1, { taxBasisPoints: 500 })),
      {
        zone: net,
        promotions: [
          promotion('free', { kind: 'GIFT', variantId: '0', quantity: 1 }),
          promotion('150 off', orderAmount(15_000n)),
        ],
      },
    ),
    theirs: { linesMinor: [0n, 14_000n, 21_000n], taxMinor: 1_750n },
  },
];
