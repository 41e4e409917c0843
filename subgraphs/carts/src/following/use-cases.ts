import { isId, type EventStream } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import {
  adoptForViewer,
  asSeenAt,
  findCarts,
  freezeTtlMs,
  markCarts,
  quoteCart,
  type CartMark,
  type Dependencies,
  type QuotedCart,
} from '../cart/door.ts';
import type { CartFollowers, SeenCart } from './cart-followers.ts';

/** What following a cart needs. */
export interface FollowCartDependencies extends Dependencies {
  readonly followers: CartFollowers;
}

/** Who follows which cart. */
export interface FollowCartRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
}

type Reading = Pick<Dependencies, 'database' | 'now' | 'terms'>;

/** Opens a feed of a cart that the viewer may see; null when there is none. */
export async function followCart(
  dependencies: FollowCartDependencies,
  { viewer, cartId }: FollowCartRequest,
): Promise<EventStream<QuotedCart> | null> {
  await adoptForViewer(dependencies, viewer);
  const [seen] = isId(cartId) ? await readSeen(dependencies, [cartId]) : [];
  const mayFollow = (ownerId: string): boolean => maySee(viewer, ownerId, 'CUSTOMERS_READ');
  if (seen === undefined || !mayFollow(seen.cart.cart.ownerId)) return null;
  return dependencies.followers.follow(seen, mayFollow);
}

/** What is known without reading them of the carts of these ids, as they would be seen now, in one statement, and the version of what they are priced by. */
export async function markSeen(
  {
    database,
    now,
    terms,
  }: Pick<Reading, 'database' | 'now'> & {
    readonly terms: Pick<FollowCartDependencies['terms'], 'versionAt'>;
  },
  ids: readonly string[],
): Promise<readonly CartMark[]> {
  const at = now().getTime();
  // Of what they would be priced by: a process can hold older terms than are stored, for a second.
  const version = await terms.versionAt(new Date(at));
  const marks = await markCarts(database.statements, { ids, expiredBefore: new Date(at - freezeTtlMs) });
  // Hours, beginnings and ends of promotions and rates show within a minute, and so does that a code is used up.
  const minute = Math.floor(at / 60_000);
  return marks.map((one) => ({ ...one, mark: `${one.mark} ${version} ${minute}` }));
}

/** The carts of these ids as they are seen now, in one statement. */
export async function readSeen(
  { database, now, terms }: Reading,
  ids: readonly string[],
): Promise<SeenCart[]> {
  const pricing = await terms.at(now());
  const found = await findCarts(database.statements, ids);
  return found.map(({ askedId, cart }) => ({
    askedId,
    cart: quoteCart(asSeenAt(cart, pricing.now), pricing),
  }));
}
