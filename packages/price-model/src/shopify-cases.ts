import { cart, line, only, promotion } from './build-cart.ts';
import type { Effect } from './cart.ts';
import type { PeerCase } from './peer-case.ts';

const combinations =
  'https://docs.shopify.com/docs/apps/selling-strategies/discounts/discount-function-examples';
const inclusive = 'https://help.shopify.com/en/manual/taxes/include-exclude-taxes';
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

/** Shopify: its manual, its developers' pages, and its community where the manual is silent. */
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
      ours: { goodsMinor: 26_775n, totalMinor: 28_775n },
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
      ours: { linesMinor: [5_000n - 1_667n, 10_000n - 3_333n] },
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
      ours: { totalMinor: 800n },
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
