import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import type { BuyerIdentity, Cart } from './cart.ts';
import { mergeCarts } from './merge-carts.ts';
import { maxQuantity } from './quantity.ts';

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
        countryCode: orNull(`country of ${id}`),
        postalCode: orNull(`code of ${id}`),
      }),
      deliveryOption: orNull(`option of ${id}`),
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

const quantitiesOf = ({ lines }: Cart): Record<string, number> =>
  Object.fromEntries(lines.map(({ variantId, quantity }) => [variantId, quantity]));

describe('merging any two carts', () => {
  it('adds up the quantities of each variant, to what a cart takes at most, in one line each', () => {
    fc.assert(
      fc.property(carts('into'), carts('from'), (into, from) => {
        const [left, right] = [quantitiesOf(into), quantitiesOf(from)];
        const merged = mergeCarts(into, from);
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
        expect(quantitiesOf(mergeCarts(into, from))).toEqual(quantitiesOf(mergeCarts(from, into)));
      }),
    );
  });

  it('keeps all that the first says of itself, and fills its blanks from the other', () => {
    fc.assert(
      fc.property(carts('into'), carts('from'), (into, from) => {
        const { lines, buyer, deliveryOption, ...itself } = mergeCarts(into, from);
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
        for (const field of ['email', 'countryCode', 'postalCode'] as const)
          expect(buyer[field]).toBe(into.buyer[field] ?? from.buyer[field]);
      }),
    );
  });

  it('with an empty one changes nothing', () => {
    fc.assert(
      fc.property(carts('into'), (into) => {
        expect(mergeCarts(into, cartOf({ id: 'empty' }))).toEqual(into);
      }),
    );
  });
});
