import type { EventStream } from '@cartwright/graph';
import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf, pricingBy } from '../../test/sample-cart.ts';
import { quoteCart, type Cart, type CartMark, type QuotedCart } from '../cart/door.ts';
import { CartFollowers, type SeenCart } from './cart-followers.ts';

/** Carts that are read as they stand, and which reads there were. */
class Store {
  readonly reads: (readonly string[])[] = [];
  readonly failures: unknown[] = [];
  /** Carts that cannot be read. */
  readonly broken = new Set<string>();
  /** Called before carts are marked and before they are read. */
  onLook: (() => void) | undefined;
  readonly #carts = new Map<string, Cart>();

  put(askedId: string, cart: Cart): SeenCart {
    this.#carts.set(askedId, cart);
    return { askedId, cart: quoteCart(cart, pricingBy()) };
  }

  remove(askedId: string): void {
    this.#carts.delete(askedId);
  }

  readonly mark = (ids: readonly string[]): Promise<readonly CartMark[]> => {
    const marks = ids.flatMap((askedId) => {
      const cart = this.#carts.get(askedId);
      return cart === undefined ? [] : [{ askedId, mark: JSON.stringify(cart), lines: cart.lines.length }];
    });
    this.onLook?.();
    return Promise.resolve(marks);
  };

  readonly onFailure = (error: unknown) => void this.failures.push(error);

  readonly read = (ids: readonly string[]): Promise<readonly SeenCart[]> => {
    this.reads.push(ids);
    if (ids.some((id) => this.broken.has(id))) return Promise.reject(new Error('too slow'));
    const found = ids.flatMap((askedId) => {
      const cart = this.#carts.get(askedId);
      return cart === undefined ? [] : [{ askedId, cart: quoteCart(cart, pricingBy()) }];
    });
    return Promise.resolve(found);
  };
}

const everything = () => true;
const ended = { done: true, value: undefined } as const;
const stools = (quantity: number, offer = {}) =>
  cartOf({ lines: [lineOf('stool', { quantity, offer: offerOf('stool', offer) })] });
const quantity = ({ value }: IteratorResult<QuotedCart, undefined>) => value?.lines[0]?.quantity;

function open() {
  const store = new Store();
  return { store, followers: new CartFollowers(store) };
}

/** A follower who has been told how the cart is, and what they are told next. */
async function following(cart: Cart) {
  const { store, followers } = open();
  const events = followers.follow(store.put('cart', cart), everything);
  await events.next();
  return { store, followers, events, next: events.next() };
}

describe('who follows a cart', () => {
  it('is told how it is, and then of each change', async () => {
    const { store, followers } = open();
    const events = followers.follow(store.put('cart', stools(1)), everything);
    expect(quantity(await events.next())).toBe(1);
    const next = events.next();
    await followers.look();
    store.put('cart', stools(2));
    await followers.look();
    expect(quantity(await next)).toBe(2);
  });

  it('is told of the latest alone where it reads slowly, and of nothing that is as it was', async () => {
    const { store, followers, events, next } = await following(stools(1));
    for (const wanted of [2, 3, 4]) {
      store.put('cart', stools(wanted));
      await followers.look();
    }
    expect(quantity(await next)).toBe(2);
    expect(quantity(await events.next())).toBe(4);
    store.put('cart', stools(5));
    await followers.look();
    store.put('cart', stools(4));
    await followers.look();
    const later = events.next();
    await events.return();
    expect(await later).toEqual(ended);
  });

  it.each([
    ['a price', { unitPriceMinor: 1800 }],
    ['a title', { title: 'Ash stool' }],
    ['stock that is too little for a line', { available: 2 }],
    ['the end of a sale', { forSale: false }],
  ])('is told of the catalogue’s changes: %s', async (_what, change) => {
    const { store, followers, next } = await following(stools(3));
    store.put('cart', stools(3, change));
    await followers.look();
    expect((await next).value?.cart.lines[0]?.offer).toMatchObject(change);
  });

  it.each([
    ['pieces that others buy, while there are enough', { available: 40 }],
    [
      'a price list for others',
      { priceLists: [{ priority: 1, countries: [], groupIds: ['others'], adjustments: [], prices: [] }] },
    ],
  ])('is not told of what it cannot see: %s', async (_what, change) => {
    const { store, followers, next } = await following(stools(3));
    store.put('cart', stools(3, change));
    await followers.look();
    store.put('cart', stools(4, change));
    await followers.look();
    expect(quantity(await next)).toBe(4);
  });

  it('is told that it is ordered, and that this was the last', async () => {
    const { store, followers, events, next } = await following(stools(1));
    store.put('cart', stools(2));
    await followers.look();
    store.put('cart', { ...stools(2), status: 'COMPLETED' });
    await followers.look();
    expect((await next).value?.cart.status).toBe('ACTIVE');
    expect((await events.next()).value?.cart.status).toBe('COMPLETED');
    expect(await events.next()).toEqual(ended);
    const before = store.reads.length;
    await followers.look();
    expect(store.reads).toHaveLength(before);
  });

  it('is told of one that was ordered before, once', async () => {
    const { store, followers } = open();
    const events = followers.follow(store.put('cart', cartOf({ status: 'COMPLETED' })), everything);
    expect((await events.next()).value?.cart.status).toBe('COMPLETED');
    expect(await events.next()).toEqual(ended);
  });

  it('is told that it is over when the cart is gone', async () => {
    const { store, followers, next } = await following(stools(1));
    store.remove('cart');
    await followers.look();
    expect(await next).toEqual(ended);
  });

  it('is told nothing any more once the cart is another’s, not even what waited', async () => {
    const { store, followers } = open();
    const mayFollow = (ownerId: string) => ownerId === 'owner';
    const events = followers.follow(store.put('cart', stools(1)), mayFollow);
    const staff = followers.follow(store.put('cart', stools(1)), everything);
    await events.next();
    await staff.next();
    store.put('cart', stools(2));
    await followers.look();
    store.put('cart', { ...stools(3), ownerId: 'another' });
    await followers.look();
    expect(await events.next()).toEqual(ended);
    expect(quantity(await staff.next())).toBe(3);
  });

  it('shares a read with all who do, and costs none once they have left', async () => {
    const { store, followers } = open();
    const feeds = [1, 2, 3].map(() => followers.follow(store.put('cart', stools(1)), everything));
    await followers.look();
    expect(store.reads).toEqual([['cart']]);
    for (const feed of feeds) await feed.return();
    await followers.look();
    expect(store.reads).toHaveLength(1);
  });

  it('is told of what was changed while they came', async () => {
    const { store, followers } = open();
    followers.follow(store.put('cart', stools(1)), everything);
    await followers.look();
    const before = store.put('cart', stools(1));
    store.put('cart', stools(2));
    const late: EventStream<QuotedCart>[] = [];
    store.onLook = () => {
      if (late.length === 0) late.push(followers.follow(before, everything));
    };
    await followers.look();
    const [events] = late;
    expect(quantity((await events?.next()) ?? ended)).toBe(1);
    await followers.look();
    expect(quantity((await events?.next()) ?? ended)).toBe(2);
  });

  it('has it read again only when something of it has changed', async () => {
    const { store, followers } = await following(stools(1));
    for (let looks = 0; looks < 3; looks += 1) await followers.look();
    expect(store.reads).toHaveLength(1);
    store.put('cart', stools(2));
    for (let looks = 0; looks < 3; looks += 1) await followers.look();
    expect(store.reads).toHaveLength(2);
  });

  it('is told of it while another cart cannot be read, and of that one once it can', async () => {
    const { store, followers } = open();
    const large = cartOf({ lines: Array.from({ length: 200 }, (_, nth) => lineOf(`v${nth}`)) });
    const ids = Array.from({ length: 7 }, (_, nth) => `cart ${nth}`);
    const feeds = ids.map((id) => followers.follow(store.put(id, large), everything));
    for (const feed of feeds) await feed.next();
    for (const id of ids) store.put(id, stools(2));
    for (const id of ids.slice(0, 3)) store.put(id, { ...large, deliveryOption: 'EXPRESS' });
    store.broken.add('cart 0');
    await followers.look();
    expect(store.failures).toHaveLength(1);
    expect(store.reads).toEqual([ids.slice(0, 2), ids.slice(2)]);
    for (const feed of feeds.slice(3)) expect(quantity(await feed.next())).toBe(2);
    store.broken.clear();
    await followers.look();
    expect((await feeds[0]?.next())?.value?.cart.deliveryOption).toBe('EXPRESS');
    expect(store.reads.slice(2)).toEqual([ids.slice(0, 2)]);
  });

  it('is told that it is over when the process ends', async () => {
    const { followers, next } = await following(stools(1));
    followers.close();
    expect(await next).toEqual(ended);
  });
});
