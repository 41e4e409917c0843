import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf, pricingBy } from '../../test/sample-cart.ts';
import { quoteCart, type Cart, type QuotedCart } from '../cart/door.ts';
import { CartFollowers, type SeenCart } from './cart-followers.ts';

/** Carts that are read as they stand, and which reads there were. */
class Store {
  readonly reads: (readonly string[])[] = [];
  readonly #carts = new Map<string, Cart>();

  put(askedId: string, cart: Cart): SeenCart {
    this.#carts.set(askedId, cart);
    return { askedId, cart: quoteCart(cart, pricingBy()) };
  }

  remove(askedId: string): void {
    this.#carts.delete(askedId);
  }

  readonly read = (ids: readonly string[]): Promise<readonly SeenCart[]> => {
    this.reads.push(ids);
    const found = ids.flatMap((askedId) => {
      const cart = this.#carts.get(askedId);
      return cart === undefined ? [] : [{ askedId, cart: quoteCart(cart, pricingBy()) }];
    });
    return Promise.resolve(found);
  };
}

const everything = () => true;
const ended = { done: true, value: undefined };
const stools = (quantity: number, offer = {}) =>
  cartOf({ lines: [lineOf('stool', { quantity, offer: offerOf('stool', offer) })] });
const quantity = ({ value }: IteratorResult<QuotedCart, undefined>) => value?.lines[0]?.quantity;

function open() {
  const store = new Store();
  return { store, followers: new CartFollowers(store.read) };
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
    store.put('cart', { ...stools(2), ownerId: 'another' });
    await followers.look();
    expect(await events.next()).toEqual(ended);
    expect(quantity(await staff.next())).toBe(2);
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

  it('is told that it is over when the process ends', async () => {
    const { followers, next } = await following(stools(1));
    followers.close();
    expect(await next).toEqual(ended);
  });
});
