import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 1 });
});
afterAll(() => products[Symbol.asyncDispose]());

const idOf = (kind: number, n: number) => `00000000-0000-7000-800${kind}-00000000000${n}`;
const variants = [1, 2, 3].map((n) => idOf(1, n));
const locations = [1, 2, 3, 4].map((n) => idOf(2, n));

interface Line {
  readonly variantId: string;
  readonly quantity: number;
}
interface Level {
  readonly locationId: string;
  readonly priority: number;
  readonly variantId: string;
  readonly free: number;
}
interface Chosen extends Line {
  readonly locationId: string | null;
}

async function choose(wanted: readonly Line[], there: readonly Level[]): Promise<Chosen[]> {
  return products.sql.$queryRawUnsafe<Chosen[]>(
    `SELECT variant_id AS "variantId", location_id AS "locationId", quantity
     FROM choose_locations($1::jsonb, coalesce($2::jsonb, '[]'))`,
    JSON.stringify(wanted),
    JSON.stringify(there),
  );
}

const orders = fc.uniqueArray(
  fc.record({ variantId: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 5 }) }),
  { minLength: 1, maxLength: 3, selector: ({ variantId }) => variantId },
);
/** What is free everywhere; each location has one priority, and less than nothing may be free. */
const shelves = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
    fc.array(fc.integer({ min: -2, max: 6 }), { minLength: 12, maxLength: 12 }),
  )
  .map(([priorities, free]) =>
    locations.flatMap((locationId, l) =>
      variants.map((variantId, v) => ({
        ...{ locationId, variantId, priority: priorities[l] ?? 0, free: free[l * 3 + v] ?? 0 },
      })),
    ),
  );
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('from where an order is taken', () => {
  it('is one location where one has all of it: the first by priority', async () => {
    await fc.assert(
      fc.asyncProperty(orders, shelves, async (wanted, there) => {
        const has = (locationId: string, { variantId, quantity }: Line) =>
          there.some(
            (one) => one.locationId === locationId && one.variantId === variantId && one.free >= quantity,
          );
        const priorityOf = (id: string) => there.find(({ locationId }) => locationId === id)?.priority ?? 0;
        const [first] = locations
          .filter((id) => wanted.every((line) => has(id, line)))
          .sort((a, b) => priorityOf(a) - priorityOf(b) || (a < b ? -1 : 1));
        fc.pre(first !== undefined);
        const chosen = await choose(wanted, there);
        expect(new Set(chosen.map(({ locationId }) => locationId))).toEqual(new Set([first]));
      }),
      { numRuns: 150 },
    );
  });

  it('comes to what was ordered, takes no more than is free, and waits only for what is nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(orders, shelves, async (wanted, there) => {
        const chosen = await choose(wanted, there);
        for (const { variantId, quantity } of wanted) {
          const parts = chosen.filter((part) => part.variantId === variantId);
          expect(sum(parts.map((part) => part.quantity))).toBe(quantity);
          const free = there.filter((one) => one.variantId === variantId);
          const everywhere = sum(free.map((one) => Math.max(0, one.free)));
          const waiting = parts.filter(({ locationId }) => locationId === null);
          expect(sum(waiting.map((part) => part.quantity))).toBe(Math.max(0, quantity - everywhere));
        }
        for (const { variantId, locationId, quantity } of chosen) {
          expect(quantity).toBeGreaterThan(0);
          if (locationId === null) continue;
          const shelf = there.find((one) => one.variantId === variantId && one.locationId === locationId);
          expect(quantity).toBeLessThanOrEqual(shelf?.free ?? 0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('prefers the location with most lines whole, then that with most pieces', async () => {
    const [a = '', b = '', c = ''] = variants;
    const [near = '', far = ''] = locations;
    const level = (locationId: string, priority: number, free: readonly number[]) =>
      variants.map((variantId, v) => ({ locationId, priority, variantId, free: free[v] ?? 0 }));
    const wanted = [a, b, c].map((variantId) => ({ variantId, quantity: 2 }));
    const chosen = await choose(wanted, [...level(near, 1, [2, 0, 1]), ...level(far, 9, [0, 2, 2])]);
    expect(chosen.map(({ variantId, locationId }) => [variantId, locationId]).sort()).toEqual([
      [a, near],
      [b, far],
      [c, far],
    ]);
  });
});
