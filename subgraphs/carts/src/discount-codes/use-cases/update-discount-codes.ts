import { hash } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { rateLimited } from '@cartwright/errors';
import type { AttemptCount, Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import {
  adoptForViewer,
  changeCart,
  transactCarts,
  type Cart,
  type CartChanged,
  type CartRefused,
  type Dependencies,
} from '../../cart/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { readCodes, type EnteredCode } from '../../promotions/door.ts';
import { lockAttempts, saveAttempts } from '../repository.ts';
import { countUnknown, subjectsOf, waitMsOf } from '../attempts.ts';
import { readCodeList } from '../rules/code-list.ts';

/** The codes that a cart is to have, in place of those that it has. */
export interface UpdateDiscountCodes {
  readonly viewer: Viewer;
  /** Where they are; null where nobody says. */
  readonly network: string | null;
  readonly cartId: string;
  readonly discountCodes: readonly string[];
}

/**
 * Gives a cart of the viewer's other codes. One that is for nothing stays, and the cart says why; whoever enters many that there are not is
 * told nothing for a while.
 * @throws RATE_LIMITED
 */
export async function updateDiscountCodes(
  dependencies: Dependencies,
  { viewer, network, cartId, discountCodes }: UpdateDiscountCodes,
): Promise<CartChanged | CartRefused | InvalidInput> {
  const read = readCodeList(discountCodes);
  if (read.kind === 'invalid-input') return read;
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  const { now } = pricing;
  return transactCarts(dependencies, (stores, tx) =>
    changeCart<never>(stores, {
      ...{ viewer, cartId, pricing },
      decide: async (cart) => {
        const enteredCodes = await enter(tx, { codes: read.value, cart, network, now });
        return { kind: 'changed', cart: { ...cart, enteredCodes }, warnings: [] };
      },
    }),
  );
}

interface Entering {
  readonly codes: readonly string[];
  readonly cart: Cart;
  readonly network: string | null;
  readonly now: Date;
}

/** Looks codes up, and counts those that there are not; codes that the cart has already tell nobody anything. */
async function enter(
  tx: Transaction<Tables>,
  { codes, cart, network, now }: Entering,
): Promise<EnteredCode[]> {
  const had = new Set(cart.enteredCodes.map(({ code }) => code.toUpperCase()));
  const isNew = (code: string): boolean => !had.has(code.toUpperCase());
  const buyer = { customerId: cart.ownerId, now };
  if (!codes.some(isNew)) return readCodes(tx, codes, buyer);
  const subjects = subjectsOf(cart.ownerId, network).map(({ name, policy }) => {
    return { policy, subject: hash('sha256', `discount codes of ${name}`) };
  });
  const known = await lockAttempts(
    tx,
    subjects.map(({ subject }) => subject),
  );
  const keptOf = (subject: string): AttemptCount =>
    known.get(subject) ?? { count: 0, nextAt: now, endsAt: now };
  const waitMs = Math.max(...subjects.map(({ subject, policy }) => waitMsOf(keptOf(subject), policy, now)));
  if (waitMs > 0) throw rateLimited(waitMs, 'Too many unknown codes');
  const entered = await readCodes(tx, codes, buyer);
  const unknown = entered.filter(({ code, refusal }) => refusal === 'NOT_FOUND' && isNew(code)).length;
  if (unknown > 0)
    await saveAttempts(
      tx,
      subjects.map(({ subject, policy }) => {
        return { subject, ...countUnknown(keptOf(subject), { policy, unknown, now }) };
      }),
    );
  return entered;
}
