import { describe, expect, it } from 'vitest';
import { cart, line, promotion } from './build-cart.ts';
import { priceCart } from './price-cart.ts';

const goods = [
  line('a', 1_000n, 1, { taxBasisPoints: 700 }),
  line('b', 2_000n, 1, { taxBasisPoints: 1_900 }),
];
const free = promotion('free', { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 10_000 });

describe('taxes', () => {
  it('are told by rate, the highest first, without those of nothing', () => {
    const { taxLines, taxMinor, totalMinor } = priceCart(cart([...goods, line('c', 0n)]));
    expect(taxLines).toEqual([
      { basisPoints: 1_900, netMinor: 1_681n, taxMinor: 319n },
      { basisPoints: 700, netMinor: 935n, taxMinor: 65n },
    ]);
    expect([taxMinor, totalMinor]).toEqual([384n, 3_000n]);
  });

  it('of a rate of 0 are told too', () => {
    const { taxLines } = priceCart(cart([line('a', 100n, 1, { taxBasisPoints: 0 })]));
    expect(taxLines).toEqual([{ basisPoints: 0, netMinor: 100n, taxMinor: 0n }]);
  });

  it('of delivery are of its own class', () => {
    const { taxLines, delivery } = priceCart(cart(goods, { deliveryMinor: 600n }));
    expect(taxLines[0]).toEqual({ basisPoints: 2_000, netMinor: 500n, taxMinor: 100n });
    expect(delivery).toEqual({ listMinor: 600n, restMinor: 600n, amountMinor: 600n, taxMinor: 100n });
  });

  it('of delivery are proportional to the goods, the unit that is missing to the largest remainder', () => {
    // 500 by 2000 and 1000: 333.3 and 166.7, so 333 of 19 % (53.17) and 167 of 7 % (10.93).
    const { taxLines, delivery } = priceCart(
      cart(goods, { deliveryMinor: 500n, zone: { deliveryTax: 'PROPORTIONAL' } }),
    );
    expect(delivery?.taxMinor).toBe(53n + 11n);
    expect(taxLines.map(({ netMinor, taxMinor }) => netMinor + taxMinor)).toEqual([2_333n, 1_167n]);
  });

  it('of delivery are of its own class where the goods cost nothing', () => {
    const zone = { deliveryTax: 'PROPORTIONAL' } as const;
    const { taxLines } = priceCart(cart(goods, { deliveryMinor: 600n, zone, promotions: [free] }));
    expect(taxLines).toEqual([{ basisPoints: 2_000, netMinor: 500n, taxMinor: 100n }]);
  });

  it('of a rate are divided over lines and delivery, of equal remainders to the earlier, lines first', () => {
    const three = ['a', 'b', 'c'].map((id) => line(id, 10n));
    const { lines, delivery, taxMinor } = priceCart(
      cart(three, { deliveryMinor: 10n, zone: { rounding: 'RATE' } }),
    );
    expect(taxMinor).toBe(7n);
    expect([...lines.map((one) => one.taxMinor), delivery?.taxMinor]).toEqual([2n, 2n, 2n, 1n]);
  });

  it('that nobody gets are taken off each amount by itself, where prices include them', () => {
    const three = ['a', 'b', 'c'].map((id) => line(id, 10n));
    const zone = { rounding: 'RATE', paysTax: false } as const;
    const { lines, taxLines, taxMinor, totalMinor } = priceCart(cart(three, { deliveryMinor: 10n, zone }));
    expect(lines.map(({ restMinor, amountMinor }) => [restMinor, amountMinor])).toEqual(
      three.map(() => [10n, 8n]),
    );
    expect(taxLines).toEqual([{ basisPoints: 0, netMinor: 32n, taxMinor: 0n }]);
    expect([taxMinor, totalMinor]).toEqual([0n, 32n]);
  });

  it('that nobody gets are not added, where prices do not include them', () => {
    const { taxLines, totalMinor } = priceCart(
      cart(goods, { zone: { pricesIncludeTax: false, paysTax: false } }),
    );
    expect(taxLines).toEqual([{ basisPoints: 0, netMinor: 3_000n, taxMinor: 0n }]);
    expect(totalMinor).toBe(3_000n);
  });
});

describe('currencies of other decimals', () => {
  it('of none: yen, 10 % in the price, and a third off', () => {
    const third = promotion('third', { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 3_333 });
    const yen = cart(
      [line('a', 1_078n, 1, { taxBasisPoints: 1_000 }), line('b', 540n, 1, { taxBasisPoints: 800 })],
      {
        promotions: [third],
      },
    );
    const { lines, taxMinor, totalMinor } = priceCart(yen);
    // 1618 x 0.3333 is 539.3: 539, of which 1078/1618 are 359.1.
    expect(lines.map(({ restMinor }) => restMinor)).toEqual([719n, 360n]);
    expect([taxMinor, totalMinor]).toEqual([65n + 27n, 1_079n]);
  });

  it('of three: Kuwaiti dinars to the fils, and Bahraini ones with 10 % added', () => {
    const half = promotion('half', { kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 5_000 });
    expect(
      priceCart(cart([line('a', 5_125n, 1, { taxBasisPoints: 0 })], { promotions: [half] })).totalMinor,
    ).toBe(2_562n);
    const bahrain = cart([line('a', 1_234n, 3, { taxBasisPoints: 1_000 })], {
      zone: { pricesIncludeTax: false },
    });
    expect(priceCart(bahrain)).toMatchObject({ taxMinor: 370n, totalMinor: 4_072n });
  });
});
