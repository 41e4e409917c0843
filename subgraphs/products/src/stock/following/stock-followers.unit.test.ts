import { describe, expect, it } from 'vitest';
import { StockFollowers } from './stock-followers.ts';
import type { SeenLevel } from './seen-stock.ts';

const level = (variantId: string, available: number): SeenLevel => ({
  ...{ variantId, available, backorderLimit: 0, whenSoldOut: 'DENY', expectedAt: null },
});

/** Stock that is read as it stands, and which reads there were. */
class Shelf {
  readonly reads: (readonly string[])[] = [];
  readonly #levels = new Map<string, number>();

  set(variantId: string, available: number): SeenLevel {
    this.#levels.set(variantId, available);
    return level(variantId, available);
  }

  readonly read = (variantIds: readonly string[]): Promise<readonly SeenLevel[]> => {
    this.reads.push(variantIds);
    return Promise.resolve(variantIds.map((id) => level(id, this.#levels.get(id) ?? 0)));
  };
}

function open() {
  const shelf = new Shelf();
  return { shelf, followers: new StockFollowers(shelf.read) };
}
const shown = ({ value }: IteratorResult<unknown, undefined>): unknown => value;
const showing = (variantId: string, quantityAvailable: number) => ({
  variantId,
  availability: { quantityAvailable },
});

describe('who follows stock', () => {
  it('is told how each variant is, and then of what is different alone', async () => {
    const { shelf, followers } = open();
    const events = followers.follow([shelf.set('a', 3), shelf.set('b', 9)]);
    expect(shown(await events.next())).toMatchObject(showing('a', 3));
    expect(shown(await events.next())).toMatchObject(showing('b', 9));
    await followers.look();
    shelf.set('b', 0);
    await followers.look();
    expect(shown(await events.next())).toEqual({
      variantId: 'b',
      availability: {
        status: 'OUT_OF_STOCK',
        availableForSale: false,
        quantityAvailable: 0,
        expectedAt: null,
      },
    });
  });

  it('is told at once where it waits', async () => {
    const { shelf, followers } = open();
    const events = followers.follow([shelf.set('a', 3)]);
    await events.next();
    const next = events.next();
    shelf.set('a', 2);
    await followers.look();
    expect(shown(await next)).toMatchObject(showing('a', 2));
  });

  it('is told of the latest alone where it reads slowly, and of nothing that is as it was', async () => {
    const { shelf, followers } = open();
    const events = followers.follow([shelf.set('a', 3), shelf.set('b', 1)]);
    await events.next();
    await events.next();
    for (const available of [2, 1, 0]) {
      shelf.set('a', available);
      shelf.set('b', available);
      await followers.look();
    }
    shelf.set('b', 1);
    await followers.look();
    expect(shown(await events.next())).toMatchObject(showing('a', 0));
    const next = events.next();
    await events.return();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('shares a read with all who do, and costs none once it has left', async () => {
    const { shelf, followers } = open();
    const feeds = [1, 2, 3].map(() => followers.follow([shelf.set('a', 1)]));
    await followers.look();
    expect(shelf.reads).toEqual([['a']]);
    for (const feed of feeds) await feed.return();
    await followers.look();
    expect(shelf.reads).toHaveLength(1);
  });

  it('is told that it is over when the process ends', async () => {
    const { shelf, followers } = open();
    const events = followers.follow([shelf.set('a', 1)]);
    await events.next();
    followers.close();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});
