import { LatestFeed, type EventStream } from '@cartwright/graph';
import type { QuotedCart } from '../cart/door.ts';
import { sightOf } from './sight-of.ts';

/** A cart as it is seen now, and the id by which it was asked for, in lower case. */
export interface SeenCart {
  readonly askedId: string;
  readonly cart: QuotedCart;
}

/** Reads the carts of these ids, in any order; ids that no cart has are left out. */
export type ReadSeen = (ids: readonly string[]) => Promise<readonly SeenCart[]>;

/** Whether a subscriber may see what belongs to an owner. */
export type MaySee = (ownerId: string) => boolean;

/** So many carts are read by one statement, each with its lines and their offers. */
const readAtOnce = 200;

/** One subscriber: what they are told, by what they can tell apart, and whose carts they may see. */
interface Follower {
  readonly feed: LatestFeed<QuotedCart, string>;
  readonly maySee: MaySee;
}

/** The open feeds of this process: all carts that any of them is about are looked at together. */
export class CartFollowers {
  readonly #read: ReadSeen;
  readonly #followers = new Map<string, Set<Follower>>();

  constructor(read: ReadSeen) {
    this.#read = read;
  }

  /** Opens a feed of a cart, which begins with how it is. */
  follow({ askedId, cart }: SeenCart, maySee: MaySee): EventStream<QuotedCart> {
    const feed = new LatestFeed<QuotedCart, string>({
      isNews: (told, now) => told !== now,
      onLeave: () => this.#forget(askedId, follower),
    });
    const follower: Follower = { feed, maySee };
    const followers = this.#followers.get(askedId) ?? new Set();
    this.#followers.set(askedId, followers.add(follower));
    this.#tell(askedId, [follower], cart);
    return feed.events;
  }

  /** Looks at all carts that somebody follows. Who comes while they are read has read for themselves, and later. */
  async look(): Promise<void> {
    const followed = [...this.#followers].map(([id, followers]) => ({ id, followers: [...followers] }));
    for (let from = 0; from < followed.length; from += readAtOnce) {
      const chunk = followed.slice(from, from + readAtOnce);
      const seen = new Map(
        (await this.#read(chunk.map(({ id }) => id))).map((one) => [one.askedId, one.cart]),
      );
      for (const { id, followers } of chunk) this.#tell(id, followers, seen.get(id));
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const { feed } of [...this.#followers.values()].flatMap((followers) => [...followers])) feed.end();
    this.#followers.clear();
  }

  #tell(askedId: string, followers: readonly Follower[], cart: QuotedCart | undefined): void {
    const sight = cart === undefined ? '' : sightOf(cart);
    for (const follower of followers) {
      const { feed, maySee } = follower;
      if (cart !== undefined && maySee(cart.cart.ownerId)) {
        feed.tell(askedId, cart, sight);
        if (cart.cart.status !== 'COMPLETED') continue;
        feed.finish();
      } else feed.end();
      this.#forget(askedId, follower);
    }
  }

  #forget(askedId: string, follower: Follower): void {
    const followers = this.#followers.get(askedId);
    followers?.delete(follower);
    if (followers?.size === 0) this.#followers.delete(askedId);
  }
}
