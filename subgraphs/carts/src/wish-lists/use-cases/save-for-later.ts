import type { Viewer } from '@cartwright/identity';
import {
  adoptForViewer,
  changeCart,
  removeLines,
  transactCarts,
  type CartChanged,
  type CartRefused,
  type CartStores,
  type Dependencies,
  type LineNotFound,
} from '../../cart/door.ts';
import { lockSaved, putItems, saveList } from '../repository/wish-lists.ts';
import { putLine, type PutLineOutcome } from '../rules/put-wishes.ts';
import type { HeldList, WishList } from '../rules/wish-list.ts';
import { readAgain } from './change-list.ts';

/** A line that is not to be bought now. */
export interface SaveForLater {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly lineId: string;
}

type Refusal = LineNotFound | Exclude<PutLineOutcome, { kind: 'put' }>;

/** What came of it. */
export type SaveForLaterOutcome =
  | (Omit<CartChanged, 'kind'> & { readonly kind: 'saved'; readonly wishList: WishList })
  | { readonly kind: 'is-guest' }
  | CartRefused
  | Refusal;

/** Takes a line out of a cart of the viewer's and into what they have saved for later, in one transaction. */
export async function saveForLater(
  dependencies: Dependencies,
  { viewer, cartId, lineId }: SaveForLater,
): Promise<SaveForLaterOutcome> {
  if (viewer.role === 'GUEST') return { kind: 'is-guest' };
  const { newId } = dependencies;
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  return transactCarts<CartStores, SaveForLaterOutcome>(dependencies, async (stores, tx) => {
    const { now } = pricing;
    let saved: HeldList | undefined;
    const outcome = await changeCart<Refusal>(stores, {
      viewer,
      cartId,
      pricing,
      decide: async (cart) => {
        const line = cart.lines.find(({ id }) => id === lineId);
        if (line === undefined) return { kind: 'line-not-found', lineId };
        const times = { createdAt: now, updatedAt: now };
        const ifNone = { id: newId(), ownerId: viewer.id, name: null, shareToken: null, ...times };
        const list = await lockSaved(tx, ifNone);
        const put = putLine(list, line, { newId, now });
        if (put.kind !== 'put') return put;
        await putItems(tx, list.id, put.wishes);
        await saveList(tx, list.id, { updatedAt: now });
        saved = list;
        return { ...removeLines(cart, [lineId]), warnings: put.warnings };
      },
    });
    if (outcome.kind !== 'changed') return outcome;
    if (saved === undefined) throw new RangeError('a line has left its cart without being saved');
    return { ...outcome, kind: 'saved', wishList: await readAgain(tx, saved) };
  });
}
