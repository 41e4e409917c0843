import { cart, line, only, promotion } from './build-cart.ts';
import type { Cart, Effect, Line } from './cart.ts';
import type { PeerCase } from './peer-case.ts';

const vendure = 'https://github.com/vendure-ecommerce/vendure/blob';
const calculator = `${vendure}/04cdd56862279ec8a13c0255984a5563fd66babd/packages/core/src/service/helpers/order-calculator/order-calculator.spec.ts`;
const prorate = `${vendure}/44cc46de1407081cec67c61f651d6cfbc84a8e09/packages/core/src/service/helpers/order-calculator/prorate.spec.ts`;

const net = { pricesIncludeTax: false } as const;
const reduced = { taxBasisPoints: 1_000 } as const;
const untaxed = { taxBasisPoints: 0 } as const;

const halfOffLines: Effect = { kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 5_000 };
const halfOffOrder: Effect = { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 5_000 };
const tenOffOrder: Effect = { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 1_000 };
const fiveOffOrder: Effect = { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 500n };
const freeShipping: Effect = { kind: 'FREE_SHIPPING', options: [], maximumMinor: null };

const tenOffFrom1000 = promotion('10 % from 1000', tenOffOrder, { conditions: { minimumMinor: 1_000n } });
const halfOffFrom3 = promotion('50 % from 3 pieces', halfOffOrder, {
  priority: 1,
  conditions: { minimumQuantity: 3 },
});

const tenOffLinesAndOrder = [
  promotion('order', tenOffOrder),
  promotion('lines', { kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 1_000 }),
];

const mixed: readonly Line[] = [
  line('ten', 1_000n, 2),
  line('dear', 3_499n, 1, reduced),
  line('cheap', 255n, 4, reduced),
];
const mixedPromotions = [
  promotion('5 off', fiveOffOrder),
  promotion('15 %', { kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 1_500 }, { selection: only('ten') }),
];

/** Lines that weigh as much as in a case of proration, and an amount off them together. */
function prorated(weights: readonly bigint[], amountMinor: bigint): Cart {
  const lines = weights.map((weight, index) => line(`${index}`, weight));
  return cart(lines, { promotions: [promotion('off', { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor })] });
}

/** Vendure, whose documentation gives no sums: those of the specification of its calculator. */
export const vendureCases: readonly PeerCase[] = [
  {
    peer: 'Vendure',
    what: 'adds 20 % of one piece',
    source: calculator,
    cart: cart([line('a', 123n)], { zone: net }),
    theirs: { taxMinor: 25n, totalMinor: 148n },
  },
  {
    peer: 'Vendure',
    what: 'adds 20 % of three pieces',
    source: calculator,
    cart: cart([line('a', 123n, 3)], { zone: net }),
    theirs: { goodsMinor: 369n, totalMinor: 444n },
    here: {
      ours: { totalMinor: 443n },
      why: 'It rounds the tax of a piece; here that of the line is rounded.',
    },
  },
  {
    peer: 'Vendure',
    what: 'adds tax to the delivery',
    source: calculator,
    cart: cart([line('a', 100n)], { zone: net, deliveryMinor: 500n }),
    theirs: { goodsMinor: 100n, deliveryMinor: 500n, totalMinor: 720n },
  },
  {
    peer: 'Vendure',
    what: 'finds the tax in goods (83 + 17) and delivery (417 + 83)',
    source: calculator,
    cart: cart([line('a', 100n)], { deliveryMinor: 500n }),
    theirs: { taxMinor: 100n, totalMinor: 600n },
  },
  {
    peer: 'Vendure',
    what: 'takes half of an odd price off',
    source: calculator,
    cart: cart([line('a', 8_333n)], { zone: net, promotions: [promotion('half', halfOffLines)] }),
    theirs: { goodsMinor: 4_167n, totalMinor: 5_000n },
    here: {
      ours: { goodsMinor: 4_166n, totalMinor: 4_999n },
      why: 'It rounds up the half of what is left; here that of what is taken off.',
    },
  },
  {
    peer: 'Vendure',
    what: 'takes half off lines of two rates',
    source: calculator,
    cart: cart([line('a', 1_400n), line('b', 650n, 2, reduced)], {
      promotions: [promotion('half', halfOffLines)],
    }),
    theirs: { totalMinor: 1_350n, taxMinor: 177n },
    here: {
      ours: { taxMinor: 176n },
      why: 'It rounds the tax of a piece (30 and 30); here that of the line is (59).',
    },
  },
  {
    peer: 'Vendure',
    what: 'takes an amount off an order without tax',
    source: calculator,
    cart: cart([line('a', 1_230n)], { zone: net, promotions: [promotion('5 off', fiveOffOrder)] }),
    theirs: { goodsMinor: 730n, totalMinor: 876n },
  },
  {
    peer: 'Vendure',
    what: 'takes an amount off an order of two rates',
    source: calculator,
    cart: cart([line('a', 2_000n), line('b', 1_000n, 2, reduced)], {
      promotions: [promotion('5 off', fiveOffOrder)],
    }),
    theirs: { totalMinor: 3_500n },
  },
  {
    peer: 'Vendure',
    what: 'divides an amount over equal lines of unequal rates',
    source: calculator,
    cart: cart([line('a', 500n), line('b', 500n, 1, untaxed)], {
      promotions: [promotion('5 off', fiveOffOrder)],
    }),
    theirs: { linesMinor: [250n, 250n], totalMinor: 500n },
  },
  {
    peer: 'Vendure',
    what: 'takes half off an order with tax',
    source: calculator,
    cart: cart([line('a', 100n)], { promotions: [promotion('half', halfOffOrder)] }),
    theirs: { taxMinor: 8n, totalMinor: 50n },
  },
  {
    peer: 'Vendure',
    what: 'takes 10 % off what reaches its minimum',
    source: calculator,
    cart: cart([line('a', 500n, 2)], { zone: net, promotions: [halfOffFrom3, tenOffFrom1000] }),
    theirs: { goodsMinor: 900n, totalMinor: 1_080n },
  },
  {
    peer: 'Vendure',
    what: 'asks for the minimum of a second discount after the first',
    source: calculator,
    cart: cart([line('a', 500n, 3)], { zone: net, promotions: [halfOffFrom3, tenOffFrom1000] }),
    theirs: { goodsMinor: 750n, totalMinor: 900n },
    here: {
      ours: { goodsMinor: 675n, totalMinor: 810n },
      why: 'Here conditions ask once, of what is left after product discounts: 1500 reaches 1000.',
    },
  },
  {
    peer: 'Vendure',
    what: 'takes two percentages off an order, the second from what the first left',
    source: calculator,
    cart: cart([line('a', 800n, 3)], { zone: net, promotions: [halfOffFrom3, tenOffFrom1000] }),
    theirs: { goodsMinor: 1_080n, totalMinor: 1_296n },
  },
  {
    peer: 'Vendure',
    what: 'takes 10 % off the line, then 10 % off the order, without tax',
    source: calculator,
    cart: cart([line('a', 155_880n)], { zone: net, promotions: tenOffLinesAndOrder }),
    theirs: { goodsMinor: 126_263n, totalMinor: 151_516n },
  },
  {
    peer: 'Vendure',
    what: 'takes 10 % off the line, then 10 % off the order, with tax',
    source: calculator,
    cart: cart([line('a', 155_880n)], { promotions: tenOffLinesAndOrder }),
    theirs: { taxMinor: 21_044n, totalMinor: 126_263n },
  },
  {
    peer: 'Vendure',
    what: 'takes 15 % off a line and an amount off an order of two rates, without tax',
    source: calculator,
    cart: cart(mixed, { zone: net, promotions: mixedPromotions }),
    theirs: { goodsMinor: 5_719n, totalMinor: 6_448n },
  },
  {
    peer: 'Vendure',
    what: 'takes 15 % off a line and an amount off an order of two rates, with tax',
    source: calculator,
    cart: cart(mixed, { promotions: mixedPromotions }),
    theirs: { goodsMinor: 5_719n, totalMinor: 5_719n, taxMinor: 637n },
    here: {
      ours: { taxMinor: 639n },
      why: 'It rounds the tax of a piece; here that of the line is rounded (261 + 293 + 85).',
    },
  },
  {
    peer: 'Vendure',
    what: 'makes the delivery free',
    source: calculator,
    cart: cart([line('a', 100n)], { deliveryMinor: 500n, promotions: [promotion('free', freeShipping)] }),
    theirs: { deliveryMinor: 0n, taxMinor: 17n, totalMinor: 100n },
  },
  {
    peer: 'Vendure',
    what: 'adds 4 % of two lines',
    source: calculator,
    cart: cart(
      [line('a', 1_000n, 2, { taxBasisPoints: 400 }), line('b', 3_499n, 1, { taxBasisPoints: 400 })],
      {
        zone: net,
      },
    ),
    theirs: { goodsMinor: 5_499n, taxMinor: 220n, totalMinor: 5_719n },
  },
  {
    peer: 'Vendure',
    what: 'prorates what does not divide',
    source: prorate,
    cart: prorated([4_300n, 1_400n, 2_300n], 299n),
    theirs: { linesMinor: [4_300n - 161n, 1_400n - 52n, 2_300n - 86n] },
  },
  {
    peer: 'Vendure',
    what: 'prorates over equal lines',
    source: prorate,
    cart: prorated([1_000n, 1_000n, 1_000n], 299n),
    theirs: { linesMinor: [900n, 900n, 901n] },
  },
  {
    peer: 'Vendure',
    what: 'prorates over many lines',
    source: prorate,
    cart: prorated([10n, 20n, 10n, 30n, 50n, 20n, 10n, 40n], 93n),
    theirs: { linesMinor: [5n, 10n, 5n, 15n, 26n, 10n, 5n, 21n] },
  },
];
