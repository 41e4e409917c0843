import { LatestFeed, type EventStream } from '@cartwright/graph';
import { remainingShare, statusOf, type FlashOffer } from '../rules/flash-offer.ts';

/** What shoppers see of the offer of a variant; null once it is over. */
export interface ShownOffer {
  readonly variantId: string;
  readonly offer: FlashOffer | null;
}

/** Reads the offers of some variants that are to come or run and that shoppers see. */
export type ReadOffersOf = (variantIds: readonly string[]) => Promise<readonly FlashOffer[]>;

/** So many variants are read by one statement. */
const readAtOnce = 1_000;

/** What one subscriber is told, by what shoppers can tell apart. */
type OfferFeed = LatestFeed<ShownOffer, string>;

/** The open feeds of this process: what any of them is about is looked at together. */
export class OfferFollowers {
  readonly #read: ReadOffersOf;
  readonly #now: () => Date;
  readonly #feeds = new Map<string, Set<OfferFeed>>();

  constructor(read: ReadOffersOf, now: () => Date) {
    this.#read = read;
    this.#now = now;
  }

  /** Opens a feed of an offer, which begins with how it is. */
  follow(offer: FlashOffer): EventStream<ShownOffer> {
    const { variantId } = offer;
    const feed: OfferFeed = new LatestFeed({
      isNews: (told, now) => told !== now,
      onLeave: () => this.#forget(feed, variantId),
    });
    const feeds = this.#feeds.get(variantId) ?? new Set();
    this.#feeds.set(variantId, feeds.add(feed));
    feed.tell(variantId, { variantId, offer }, this.#sightOf(offer));
    return feed.events;
  }

  /** Looks at all variants whose offers somebody follows. */
  async look(): Promise<void> {
    const followed = [...this.#feeds.keys()];
    for (let from = 0; from < followed.length; from += readAtOnce) {
      const variantIds = followed.slice(from, from + readAtOnce);
      const offers = new Map((await this.#read(variantIds)).map((offer) => [offer.variantId, offer]));
      for (const variantId of variantIds) this.#tell(variantId, offers.get(variantId) ?? null);
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const feed of [...this.#feeds.values()].flatMap((feeds) => [...feeds])) feed.end();
    this.#feeds.clear();
  }

  #tell(variantId: string, offer: FlashOffer | null): void {
    const sight = this.#sightOf(offer);
    for (const feed of this.#feeds.get(variantId) ?? []) feed.tell(variantId, { variantId, offer }, sight);
  }

  /** The same for all that shoppers cannot tell apart. */
  #sightOf(offer: FlashOffer | null): string {
    if (offer === null) return 'none';
    const { id, endsAt, limitPerCustomer } = offer;
    return [id, endsAt.getTime(), limitPerCustomer, statusOf(offer, this.#now()), remainingShare(offer)].join(
      ' ',
    );
  }

  #forget(feed: OfferFeed, variantId: string): void {
    const feeds = this.#feeds.get(variantId);
    feeds?.delete(feed);
    if (feeds?.size === 0) this.#feeds.delete(variantId);
  }
}
