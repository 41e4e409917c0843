import { LatestFeed, type EventStream } from '@cartwright/graph';
import type { CartMark, QuotedCart } from '../cart/door.ts';
import { sightOf } from './sight-of.ts';

/** A cart as it is seen now, and the id by which it was asked for, in lower case. */
export interface SeenCart {
  readonly askedId: string;
  readonly cart: QuotedCart;
}

/** How carts are looked at; of both, ids that no cart has are left out, and the order is any. */
export interface Looking {
  /** What is known of the carts of these ids without reading them. */
  readonly mark: (ids: readonly string[]) => Promise<readonly CartMark[]>;
  /** Reads the carts of these ids. */
  readonly read: (ids: readonly string[]) => Promise<readonly SeenCart[]>;
  /** Hears of carts that could not be looked at; the next look is at them, too. */
  readonly onFailure: (error: unknown) => void;
}

/** Whether a subscriber may see what belongs to an owner. */
export type MaySee = (ownerId: string) => boolean;

/** So many carts are marked by one statement. */
const markedAtOnce = 50;
/** Carts with so many lines together, or one with more, are read by one statement. */
const linesAtOnce = 500;

/** One subscriber: what they are told, by what they can tell apart, and whose carts they may see. */
interface Follower {
  readonly feed: LatestFeed<QuotedCart, string>;
  readonly maySee: MaySee;
  /** Of the cart as a look has told of it last; null until one has. */
  mark: string | null;
}

/** A cart to be told of, and to whom: who comes while it is read has read for themselves, and is told of it by the next look. */
interface Followed {
  readonly id: string;
  readonly followers: readonly Follower[];
}

/** One that is otherwise than some of its followers were told. */
type Changed = Followed & CartMark;

/** The open feeds of this process: all carts that any of them is about are looked at together. */
export class CartFollowers {
  readonly #looking: Looking;
  readonly #followers = new Map<string, Set<Follower>>();

  constructor(looking: Looking) {
    this.#looking = looking;
  }

  /** Opens a feed of a cart, which begins with how it is. */
  follow({ askedId, cart }: SeenCart, maySee: MaySee): EventStream<QuotedCart> {
    const feed = new LatestFeed<QuotedCart, string>({
      isNews: (told, now) => told !== now,
      onLeave: () => this.#forget(askedId, follower),
    });
    const follower: Follower = { feed, maySee, mark: null };
    const followers = this.#followers.get(askedId) ?? new Set();
    this.#followers.set(askedId, followers.add(follower));
    this.#tell({ id: askedId, followers: [follower] }, cart);
    return feed.events;
  }

  /** Looks at all carts that somebody follows, and reads those that may show otherwise than before. */
  async look(): Promise<void> {
    const ids = [...this.#followers.keys()];
    for (let from = 0; from < ids.length; from += markedAtOnce) {
      const some = ids.slice(from, from + markedAtOnce);
      await this.#attempt(async () => {
        for (const part of inParts(await this.#changedOf(some)))
          await this.#attempt(() => this.#readAndTell(part));
      });
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const { feed } of [...this.#followers.values()].flatMap((followers) => [...followers])) feed.end();
    this.#followers.clear();
  }

  /** One failure keeps none of the other carts from being looked at. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#looking.onFailure(error);
    }
  }

  /** Those that may show otherwise than before; the feeds of carts that are gone have ended. */
  async #changedOf(ids: readonly string[]): Promise<Changed[]> {
    const followed = ids.map((id) => ({ id, followers: [...(this.#followers.get(id) ?? [])] }));
    const marks = new Map((await this.#looking.mark(ids)).map((one) => [one.askedId, one]));
    return followed.flatMap(({ id, followers }): Changed[] => {
      const now = marks.get(id);
      if (now === undefined) this.#tell({ id, followers }, undefined);
      return now !== undefined && followers.some(({ mark }) => mark !== now.mark)
        ? [{ id, followers, ...now }]
        : [];
    });
  }

  async #readAndTell(changed: readonly Changed[]): Promise<void> {
    const found = await this.#looking.read(changed.map(({ id }) => id));
    const seen = new Map(found.map((one) => [one.askedId, one.cart]));
    for (const one of changed) {
      this.#tell(one, seen.get(one.id));
      for (const follower of one.followers) follower.mark = one.mark;
    }
  }

  #tell({ id, followers }: Followed, cart: QuotedCart | undefined): void {
    const sight = cart === undefined ? '' : sightOf(cart);
    for (const follower of followers) {
      const { feed, maySee } = follower;
      if (cart !== undefined && maySee(cart.cart.ownerId)) {
        feed.tell(id, cart, sight);
        if (cart.cart.status !== 'COMPLETED') continue;
        feed.finish();
      } else feed.end();
      this.#forget(id, follower);
    }
  }

  #forget(askedId: string, follower: Follower): void {
    const followers = this.#followers.get(askedId);
    followers?.delete(follower);
    if (followers?.size === 0) this.#followers.delete(askedId);
  }
}

/** Carts in the order in which they were, as many in a part as one statement reads. */
function inParts(carts: readonly Changed[]): Changed[][] {
  const parts: Changed[][] = [];
  let lines = Infinity;
  for (const cart of carts) {
    lines += cart.lines;
    if (lines > linesAtOnce) {
      parts.push([]);
      ({ lines } = cart);
    }
    parts.at(-1)?.push(cart);
  }
  return parts;
}
