import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import type { BuyerIdentity, Cart } from './cart.ts';
import { mergeCarts } from './merge-carts.ts';
import { maxLines, maxQuantity } from './quantity.ts';

const orNull = <Value>(value: Value): fc.Arbitrary<Value | null> => fc.constantFrom(value, null);

/** A cart of some of six variants, each at most once, that knows some of its buyer. */
const carts = (id: string): fc.Arbitrary<Cart> =>
  fc
    .record({
      quantities: fc.dictionary(
        fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        fc.integer({ min: 1, max: maxQuantity }),
      ),
      buyer: fc.record<BuyerIdentity>({
        email: orNull(`${id}@example.com`),
        countryCode: orNull(id === 'into' ? 'DE' : 'FR'),
        postalCode: orNull(`code of ${id}`),
        shippingAddress: fc.constant(null),
        billingAddress: fc.constant(null),
      }),
      deliveryOption: orNull(id === 'into' ? 'standard' : 'express'),
    })
    .map(({ quantities, buyer, deliveryOption }) =>
      cartOf({
        id,
        buyer,
        deliveryOption,
        lines: Object.entries(quantities).map(([variantId, quantity]) =>
          lineOf(variantId, { id: `${id}: ${variantId}`, quantity }),
        ),
      }),
    );

/** The two carts of one currency as one. */
const merge = (into: Cart, from: Cart): Cart => mergeCarts({ into, from, offers: new Map() });

const quantitiesOf = ({ lines }: Cart): Record<string, number> =>
  Object.fromEntries(lines.map(({ variantId, quantity }) => [variantId, quantity]));

describe('merging any two carts', () => {
  it('adds up the quantities of each variant, to what a cart takes at most, in one line each', () => {
    fc.assert(
      fc.property(carts('into'), carts('from'), (into, from) => {
        const [left, right] = [quantitiesOf(into), quantitiesOf(from)];
        const merged = merge(into, from);
        const variantIds = [...new Set([...Object.keys(left), ...Object.keys(right)])];
        expect(merged.lines.map(({ variantId }) => variantId)).toEqual(variantIds);
        for (const { variantId, quantity } of merged.lines)
          expect(quantity).toBe(Math.min(maxQuantity, (left[variantId] ?? 0) + (right[variantId] ?? 0)));
      }),
    );
  });

  it('gives the same quantities whichever is merged into the other', () => {
    fc.assert(
      fc.property(carts('into'), carts('from'), (into, from) => {
        expect(quantitiesOf(merge(into, from))).toEqual(quantitiesOf(merge(from, into)));
      }),
    );
  });

  it('keeps all that the first says of itself, and fills its blanks from the other', () => {
    fc.assert(
      fc.property(carts('into'), carts('from'), (into, from) => {
        const { lines, buyer, deliveryOption, ...itself } = merge(into, from);
        expect(itself).toEqual(
          expect.objectContaining({
            id: into.id,
            ownerId: into.ownerId,
            status: into.status,
            freeze: into.freeze,
          }),
        );
        for (const line of into.lines)
          expect(lines).toContainEqual({ ...line, quantity: expect.any(Number) as number });
        expect(deliveryOption).toBe(into.deliveryOption ?? from.deliveryOption);
        expect(buyer.email).toBe(into.buyer.email ?? from.buyer.email);
        const { countryCode, postalCode } = into.buyer;
        const place = countryCode === null && postalCode === null ? from.buyer : into.buyer;
        expect(buyer).toMatchObject({ countryCode: place.countryCode, postalCode: place.postalCode });
      }),
    );
  });

  it('of more variants than a cart takes keeps those of the first, and tells each piece that is left out', () => {
    const count = fc.integer({ min: 0, max: maxLines });
    const filled = (id: string, lines: number) =>
      cartOf({ id, lines: Array.from({ length: lines }, (_, nth) => lineOf(`${id} ${nth}`)) });
    fc.assert(
      fc.property(count, count, (left, right) => {
        const merged = merge(filled('into', left), filled('from', right));
        expect(merged.lines).toHaveLength(Math.min(maxLines, left + right));
        const removed = merged.pendingWarnings.filter(({ code }) => code === 'LINE_REMOVED');
        expect(removed).toHaveLength(Math.max(0, left + right - maxLines));
      }),
      { numRuns: 20 },
    );
  });

  it('with an empty one changes nothing', () => {
    fc.assert(
      fc.property(carts('into'), (into) => {
        expect(merge(into, cartOf({ id: 'empty' }))).toEqual(into);
      }),
    );
  });
});
