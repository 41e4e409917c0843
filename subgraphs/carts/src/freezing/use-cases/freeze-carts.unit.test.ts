import type { CartFreezeRequest } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { addressIn, cartOf, holding, lineOf } from '../../../test/sample-cart.ts';
import { freezeTtlMs, type Cart } from '../../cart/door.ts';
import { standardTerms } from '../../pricing/door.ts';
import { everything, noConditions } from '../../promotions/rules/promotion.ts';
import type { RunningPromotion } from '../../promotions/door.ts';
import type { Dependencies, FreezingStores, OrderUses } from '../ports.ts';
import { freezingCarts } from './freeze-carts.ts';

const now = new Date('2026-05-01T12:00:00Z');
const taking = (id: string, amountMinor: number): RunningPromotion => ({
  ...{ id, title: id, priority: amountMinor, needsCode: false, combinesWith: ['ORDER'] },
  ...{ selection: everything, conditions: noConditions },
  effect: { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor },
});
const promotions = { running: () => [taking('five', 500), taking('one', 100)] };
const alone = (promotion: RunningPromotion): RunningPromotion => ({ ...promotion, combinesWith: [] });
const full = cartOf({ id: 'cart', ownerId: 'owner', lines: [lineOf('a', { quantity: 2 })] });

const request: CartFreezeRequest = {
  ...{ cartId: 'cart', orderId: 'order 1', customerId: 'owner', currency: 'EUR' },
  ...{ shippingMethod: 'standard', email: 'sam@example.com', shippingAddress: addressIn('DE') },
  expectedTotalMinor: 4000 - 600 + 490,
};

/** Carts with promotions of which some are used up. */
class Shop {
  saved: Cart[] = [];
  readonly asked: OrderUses[] = [];
  readonly #cart: Cart;
  readonly #usedUp: readonly string[];

  constructor(cart: Cart, usedUp: readonly string[] = []) {
    this.#cart = cart;
    this.#usedUp = usedUp;
  }

  freeze(more: Partial<CartFreezeRequest> = {}, running = promotions.running()) {
    const stores = {
      carts: {
        lockCarts: () => Promise.resolve([this.#cart]),
        saveCarts: (carts: readonly Cart[]) => {
          this.saved = [...carts];
          return Promise.resolve();
        },
      },
      outcomes: { beforeFreeze: () => Promise.resolve({ outcomes: new Map(), termsVersion: '0' }) },
      uses: {
        reserveUses: (orders: readonly OrderUses[]) => {
          this.asked.push(...orders);
          return Promise.resolve(new Map(orders.map((order) => [order.orderId, this.#gone(order)])));
        },
      },
    } as unknown as FreezingStores;
    const freezeCart = freezingCarts({
      database: {
        transaction: (work: (tx: never) => unknown) => work({} as never),
      } as Dependencies['database'],
      storesWithin: () => stores,
      now: () => now,
      newId: () => 'order line',
      terms: holding({ ...standardTerms, promotions: { running: () => running } }),
    });
    return freezeCart({ ...request, ...more });
  }

  #gone({ uses }: OrderUses): string[] {
    return uses.flatMap(({ promotionId }) => (this.#usedUp.includes(promotionId) ? [promotionId] : []));
  }
}

describe('a freeze with promotions', () => {
  it('reserves a use of each that it stands on', async () => {
    const shop = new Shop(full);
    expect(await shop.freeze()).toMatchObject({
      outcome: 'frozen',
      cart: { discountMinor: 600, promotions: [{ promotionId: 'five' }, { promotionId: 'one' }] },
    });
    const uses = ['five', 'one'].map((promotionId) => ({ promotionId, code: null }));
    const ofOrder = { orderId: 'order 1', customerId: 'owner', email: 'sam@example.com', replaces: null };
    expect(shop.asked).toEqual([{ ...ofOrder, uses }]);
    expect(shop.saved).toHaveLength(1);
  });

  it('keeps their titles in the language of the order', async () => {
    const german = [{ ...taking('five', 500), translations: { de: 'Fünf weniger' } }, taking('one', 100)];
    const titles = async (language?: string) => {
      const answer = await new Shop(full).freeze({ language }, german);
      return answer.outcome === 'frozen' ? answer.cart.promotions : answer;
    };
    expect(await titles('de-AT')).toMatchObject([{ title: 'Fünf weniger' }, { title: 'one' }]);
    expect((await titles()) as object[]).toMatchObject([{ title: 'five' }, { title: 'one' }]);
    expect(JSON.stringify(await titles('de'))).not.toContain('translations');
  });

  it('is refused at the price without what is used up meanwhile, and stores nothing', async () => {
    const shop = new Shop(full, ['five']);
    expect(await shop.freeze()).toEqual({
      ...{ outcome: 'price-changed', actualTotalMinor: 4000 - 100 + 490, currency: 'EUR' },
    });
    expect(shop.saved).toEqual([]);
  });

  it('asks for no use again of what it did not get', async () => {
    const shop = new Shop(full, ['five', 'one']);
    expect(await shop.freeze({ expectedTotalMinor: 4490 })).toMatchObject({ actualTotalMinor: 3890 });
    expect(shop.asked).toEqual([]);
    expect(await shop.freeze()).toMatchObject({ outcome: 'price-changed', actualTotalMinor: 4490 });
    expect(shop.asked.map(({ uses }) => uses.map(({ promotionId }) => promotionId))).toEqual([
      ['five', 'one'],
    ]);
  });

  it('gives back what was reserved for an order that never came', async () => {
    const first = new Shop(full);
    await first.freeze();
    const [left] = first.saved;
    if (left?.freeze == null) throw new Error('The cart was not frozen');
    const frozenAt = new Date(now.getTime() - freezeTtlMs - 1);
    const shop = new Shop({ ...left, freeze: { ...left.freeze, frozenAt } });
    await shop.freeze({ orderId: 'order 2' });
    expect(shop.asked).toMatchObject([{ orderId: 'order 2', replaces: 'order 1' }]);
  });

  it('locks no other promotion after the first ones: the buyer looks again', async () => {
    const shop = new Shop(full, ['five']);
    const instead = { ...taking('other', 500), combinesWith: [], priority: 1 };
    expect(
      await shop.freeze({ expectedTotalMinor: 3990 }, [taking('five', 500), instead].map(alone)),
    ).toMatchObject({
      ...{ outcome: 'price-changed', actualTotalMinor: 3990 },
    });
    expect(shop.saved).toEqual([]);
  });
});
