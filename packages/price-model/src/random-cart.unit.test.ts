import { describe, expect, it } from 'vitest';
import { classOf } from './effects.ts';
import { priceCart } from './price-cart.ts';
import { randomCart } from './random-cart.ts';

const carts = Array.from({ length: 3_000 }, (_, index) => randomCart(`cart ${index}`));
const priced = carts.map((cart) => ({ cart, price: priceCart(cart) }));

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const distinct = <Item>(items: readonly Item[]): Item[] => [...new Set(items)].sort();

describe('random carts', () => {
  it('are repeated by their seed, and differ from others', () => {
    expect(randomCart('one')).toEqual(randomCart('one'));
    expect(randomCart('one')).not.toEqual(randomCart('other'));
  });

  it('come to every effect of every class, taken', () => {
    const taken = priced.flatMap(({ cart, price }) =>
      price.applied.flatMap(({ promotionId }) => cart.promotions.filter(({ id }) => id === promotionId)),
    );
    expect(distinct(taken.map(({ effect }) => `${effect.kind} ${classOf(effect)}`))).toEqual([
      'BUNDLE_PRICE PRODUCT',
      'BUY_X_GET_Y PRODUCT',
      'FIXED_AMOUNT ORDER',
      'FIXED_AMOUNT PRODUCT',
      'FIXED_AMOUNT SHIPPING',
      'FIXED_PRICE PRODUCT',
      'FREE_SHIPPING SHIPPING',
      'GIFT PRODUCT',
      'PERCENTAGE ORDER',
      'PERCENTAGE PRODUCT',
      'PERCENTAGE SHIPPING',
      'TIERED ORDER',
    ]);
  });

  it('come to every reason, every kind of what is missing, and codes of nothing', () => {
    expect(distinct(priced.flatMap(({ price }) => price.refused.map(({ reason }) => reason)))).toEqual([
      'DOES_NOT_COMBINE',
      'ENDED',
      'NOT_AT_THIS_HOUR',
      'NOT_BEGUN',
      'NOT_FOR_THIS_BUYER',
      'SOMETHING_MISSING',
      'TAKES_NOTHING_OFF',
      'USED_UP',
    ]);
    const missing = priced.flatMap(({ price }) => price.missing);
    expect(distinct(missing.map(({ kind }) => kind))).toEqual(['CONDITION', 'NEXT_TIER']);
    expect(missing.some(({ amountMinor, quantity }) => amountMinor !== null && quantity !== null)).toBe(true);
    expect(priced.some(({ price }) => price.unknownCodes.length > 0)).toBe(true);
  });

  it('come to every kind of zone, with delivery and without, and with goods of several rates', () => {
    const kinds = carts
      .filter(({ lines }) => new Set(lines.map(({ taxBasisPoints }) => taxBasisPoints)).size > 1)
      .map(({ zone, delivery }) => JSON.stringify([zone, delivery === null]));
    expect(new Set(kinds).size).toBe(2 ** 5);
  });

  it('come to several that are taken, of one class and priority too', () => {
    const pairs = priced.flatMap(({ cart, price }) => {
      const taken = cart.promotions.filter(({ id }) => price.applied.some((one) => one.promotionId === id));
      return taken.map(({ effect, priority }) => `${classOf(effect)} ${priority} ${taken.length > 1}`);
    });
    expect(new Set(pairs).size).toBe(3 * 3 * 2);
  });
});

describe('a price adds up', () => {
  it('line by line: what is left is the list total less what was taken off, and never below 0', () => {
    for (const { price } of priced) {
      price.lines.forEach((line, index) => {
        const off = sum(price.applied.map((applied) => applied.off.linesMinor[index] ?? 0n));
        expect(line.restMinor).toBe(line.listTotalMinor - off);
        expect(line.restMinor >= 0n).toBe(true);
      });
      const offDelivery = sum(price.applied.map(({ off }) => off.deliveryMinor));
      expect(price.delivery?.restMinor ?? 0n).toBe((price.delivery?.listMinor ?? 0n) - offDelivery);
      expect((price.delivery?.restMinor ?? 0n) >= 0n).toBe(true);
    }
  });

  it('in its taxes: the tax lines, the lines and the delivery come to the same', () => {
    for (const { cart, price } of priced) {
      const bearers = [...price.lines, ...(price.delivery ? [price.delivery] : [])];
      expect(sum(price.taxLines.map(({ taxMinor }) => taxMinor))).toBe(price.taxMinor);
      expect(sum(bearers.map(({ taxMinor }) => taxMinor))).toBe(price.taxMinor);
      const netsMinor = sum(price.taxLines.map(({ netMinor }) => netMinor));
      expect(netsMinor + price.taxMinor).toBe(price.totalMinor);
      const added = cart.zone.pricesIncludeTax ? 0n : price.taxMinor;
      expect(sum(bearers.map(({ amountMinor }) => amountMinor)) + added).toBe(price.totalMinor);
    }
  });

  it('in its promotions: each that was taken takes something off, and any two combine', () => {
    for (const { cart, price } of priced) {
      const taken = price.applied.map(({ promotionId }) =>
        cart.promotions.find(({ id }) => id === promotionId),
      );
      for (const { off } of price.applied) expect(sum(off.linesMinor) + off.deliveryMinor > 0n).toBe(true);
      for (const one of taken) {
        for (const other of taken) {
          if (one === other || one === undefined || other === undefined) continue;
          expect(one.combinesWith).toContain(classOf(other.effect));
        }
      }
    }
  });

  it('in its reasons: a promotion whose codes were entered, or that needs none, was taken or refused once', () => {
    for (const { cart, price } of priced) {
      const told = [...price.applied, ...price.refused].map(({ promotionId }) => promotionId).sort();
      const asked = cart.promotions
        .filter(({ codes }) => codes.length === 0 || codes.some((code) => cart.enteredCodes.includes(code)))
        .map(({ id }) => id)
        .sort();
      expect(told).toEqual(asked);
    }
  });
});
