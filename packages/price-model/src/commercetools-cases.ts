import { cart, everything, line, promotion } from './build-cart.ts';
import type { PeerCase } from './peer-case.ts';

const commercetools = 'https://docs.commercetools.com/api/releases';
const calculationMode =
  'https://docs.alokai.com/commercetools/reference/api/commercetools-types.taxcalculationmode.html';
const net = { pricesIncludeTax: false } as const;

/** commercetools: its documentation, which seldom says what the goods cost; those prices are ours. */
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
    here: { ours: { totalMinor: 386n }, why: 'Pieces are not taxed by themselves here, lines or rates are.' },
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
