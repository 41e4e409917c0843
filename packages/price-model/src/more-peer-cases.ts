import { cart, everything, line, only, promotion } from './build-cart.ts';
import type { Effect } from './cart.ts';
import type { PeerCase } from './peer-cases.ts';

const combinations =
  'https://docs.shopify.com/docs/apps/selling-strategies/discounts/discount-function-examples';
const inclusive = 'https://help.shopify.com/en/manual/taxes/include-exclude-taxes';
const commercetools = 'https://docs.commercetools.com/api/releases';
const calculationMode =
  'https://docs.alokai.com/commercetools/reference/api/commercetools-types.taxcalculationmode.html';
const netOrTax =
  'https://docs.zuora.com/zuora-billing/set-up-zuora-billing/apply-taxes/additional-resources-on-taxes/rounding-rule-for-inclusive-tax-mode';
const dolibarr =
  'https://wiki.dolibarr.org/index.php?diff=23026&oldid=23025&title=VAT_setup%2C_calculation_and_rounding_rules';
const groups =
  'https://support.zerofriction.co/en/articles/13701748-vat-calculation-and-rounding-differences';
const contractDiscounts =
  'https://help.goodshuffle.com/en/articles/5683828-how-do-contract-level-discounts-impact-taxes';

const untaxed = { taxBasisPoints: 0 } as const;
const net = { pricesIncludeTax: false } as const;

const wardrobe = [
  line('pants', 10_000n, 1, untaxed),
  line('shirts', 5_000n, 1, untaxed),
  line('boots', 20_000n, 1, untaxed),
];
const orderShare = (basisPoints: number): Effect => ({ kind: 'PERCENTAGE', of: 'ORDER', basisPoints });
const orderAmount = (amountMinor: bigint): Effect => ({ kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor });
const lineAmount = (amountMinor: bigint): Effect => ({ kind: 'FIXED_AMOUNT', of: 'PRODUCT', amountMinor });

export const shopifyCases: readonly PeerCase[] = [
  {
    peer: 'Shopify',
    what: 'takes amounts off products, and makes the delivery of 100 and more free',
    source: combinations,
    cart: cart(wardrobe, {
      deliveryMinor: 2_000n,
      promotions: [
        promotion('20offPants', lineAmount(2_000n), { selection: only('pants') }),
        promotion('10offShirts', lineAmount(1_000n), { selection: only('shirts') }),
        promotion(
          'Freeship100',
          { kind: 'FREE_SHIPPING', options: [], maximumMinor: null },
          { conditions: { minimumMinor: 10_000n } },
        ),
      ],
    }),
    theirs: {
      linesMinor: [8_000n, 4_000n, 20_000n],
      goodsMinor: 32_000n,
      deliveryMinor: 0n,
      totalMinor: 32_000n,
    },
  },
  {
    peer: 'Shopify',
    what: 'takes an amount off a product, then a percentage off the order',
    source: combinations,
    cart: cart(wardrobe, {
      deliveryMinor: 2_000n,
      promotions: [
        promotion('20offPants', lineAmount(2_000n), { selection: only('pants') }),
        promotion('10offOrder', orderShare(1_000)),
      ],
    }),
    theirs: { goodsMinor: 29_700n, deliveryMinor: 2_000n, totalMinor: 31_700n },
  },
  {
    peer: 'Shopify',
    what: 'takes two percentages off the order',
    source: combinations,
    cart: cart(wardrobe, {
      deliveryMinor: 2_000n,
      promotions: [
        promotion('10offOrder', orderShare(1_000)),
        promotion('15offOver200', orderShare(1_500), { conditions: { minimumMinor: 20_000n } }),
      ],
    }),
    theirs: { goodsMinor: 26_250n, totalMinor: 28_250n },
    here: {
      goodsMinor: 26_775n,
      totalMinor: 28_775n,
      why: 'It takes each percentage from the first subtotal; here the second is from what the first left.',
    },
  },
  {
    peer: 'Shopify',
    what: 'divides an amount over products',
    source:
      'https://community.shopify.com/t/exact-discount-distribution-for-multiple-products-in-the-order/285902',
    cart: cart([line('a', 5_000n), line('b', 10_000n)], {
      promotions: [promotion('50 off', orderAmount(5_000n))],
    }),
    theirs: { linesMinor: [5_000n - 1_650n, 10_000n - 3_350n] },
    here: {
      linesMinor: [5_000n - 1_667n, 10_000n - 3_333n],
      why: 'Its manual gives rounded shares of a third; here they are exact to the cent.',
    },
  },
  {
    peer: 'Shopify',
    what: 'takes the price of one piece of three off the line, at the point of sale',
    source: 'https://community.shopify.dev/t/line-item-discount-incorrect-rounding-in-pos/34343',
    cart: cart([line('a', 400n, 3)], { promotions: [promotion('4 off', orderAmount(400n))] }),
    theirs: { totalMinor: 801n },
    here: {
      totalMinor: 800n,
      why: 'It divides the amount over pieces and rounds each; here an amount stays whole.',
    },
  },
  {
    peer: 'Shopify',
    what: 'adds 10 % to a price without tax',
    source: inclusive,
    cart: cart([line('a', 10_000n, 1, { taxBasisPoints: 1_000 })], { zone: net }),
    theirs: { taxMinor: 1_000n, totalMinor: 11_000n },
  },
  {
    peer: 'Shopify',
    what: 'finds 10 % in a price with tax',
    source: inclusive,
    cart: cart([line('a', 10_000n, 1, { taxBasisPoints: 1_000 })]),
    theirs: { taxMinor: 909n, totalMinor: 10_000n },
  },
];

export const commercetoolsCases: readonly PeerCase[] = [
  {
    peer: 'commercetools',
    what: 'adds 19 % to a line of three (LineItemLevel)',
    source: calculationMode,
    cart: cart([line('a', 108n, 3, { taxBasisPoints: 1_900 })], { zone: net }),
    theirs: { goodsMinor: 324n, totalMinor: 386n },
  },
  {
    peer: 'commercetools',
    what: 'adds 19 % to each of three pieces (UnitPriceLevel)',
    source: calculationMode,
    cart: cart([line('a', 108n, 3, { taxBasisPoints: 1_900 })], { zone: net }),
    theirs: { totalMinor: 387n },
    here: { totalMinor: 386n, why: 'Pieces are not taxed by themselves here, lines or rates are.' },
  },
  {
    peer: 'commercetools',
    what: 'sells any two shirts and more for 50 each',
    source: `${commercetools}/2021-11-04-fixed-price-cart-discounts-achieved-general-availability-status`,
    cart: cart([line('shirt', 6_500n, 3)], {
      promotions: [
        promotion(
          'shirts',
          { kind: 'FIXED_PRICE', amountMinor: 5_000n },
          { conditions: { minimumQuantity: 2 } },
        ),
      ],
    }),
    theirs: { goodsMinor: 15_000n },
  },
  {
    peer: 'commercetools',
    what: 'sells two of four tyres for half',
    source: `${commercetools}/2017-09-15-release-multi-buy-discounts`,
    cart: cart([line('tyre', 10_000n, 4)], {
      promotions: [
        promotion('tyres', {
          kind: 'BUY_X_GET_Y',
          buys: everything,
          buyQuantity: 2,
          getQuantity: 2,
          basisPoints: 5_000,
          maxApplications: 1,
        }),
      ],
    }),
    theirs: { goodsMinor: 30_000n },
  },
  {
    peer: 'commercetools',
    what: 'takes 5 off from 200',
    source: `${commercetools}/2023-09-28-added-support-for-discounting-the-cart-total`,
    cart: cart([line('a', 10_000n, 2)], {
      promotions: [
        promotion('tiers', { kind: 'TIERED', tiers: [{ fromMinor: 20_000n, off: { amountMinor: 500n } }] }),
      ],
    }),
    theirs: { totalMinor: 19_500n },
  },
  {
    peer: 'commercetools',
    what: 'sells three watermelons for 5',
    source:
      'https://docs.commercetools.com/learning-price-and-discount-your-products/cart-discounts/how-cart-discounts-work.md',
    cart: cart([line('watermelon', 200n, 4)], {
      promotions: [
        promotion('three', { kind: 'BUNDLE_PRICE', quantity: 3, amountMinor: 500n, maxApplications: null }),
      ],
    }),
    theirs: { goodsMinor: 700n },
  },
];

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
      taxMinor: 12n,
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
