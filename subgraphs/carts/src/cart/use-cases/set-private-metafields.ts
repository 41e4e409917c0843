import { recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import {
  auditedMetafields,
  checkByRules,
  readMetafieldChanges,
  type GivenChanges,
  type Metafield,
  type MetafieldChanged,
  type TooManyMetafields,
} from '@cartwright/metafields';
import type { Tables } from '../../generated/tables.ts';
import { definitions } from '../../metafields/door.ts';
import type { Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import type { Cart } from '../rules/cart.ts';
import { isOpen } from '../rules/cart-status.ts';
import { hasExpired } from '../rules/freeze-expiry.ts';
import { quoteCart, type QuotedCart } from '../rules/quote-cart.ts';
import { privateLimits, setPrivateMetafields as decide } from '../rules/set-private-metafields.ts';
import type { LineNotFound } from '../rules/update-lines.ts';
import type { CartRefused } from './change-cart.ts';
import { reopenCart } from './reopen-cart.ts';

/** Which of staff's metafields of a cart, or of a line in it, are to be different. */
export interface SetPrivateMetafields extends GivenChanges {
  readonly staffId: string;
  readonly cartId: string;
  /** Null for those of the cart. */
  readonly lineId: string | null;
}

/** What came of it. */
export type SetPrivateMetafieldsOutcome =
  | { readonly kind: 'set'; readonly cart: QuotedCart; readonly metafields: readonly Metafield[] }
  | CartRefused
  | LineNotFound
  | MetafieldChanged
  | TooManyMetafields
  | InvalidInput;

/** What it is done with. */
export interface StaffDependencies extends Pick<Dependencies, 'storesWithin' | 'now' | 'terms'> {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
}

/** Changes what staff keep of a cart or of a line in it, with its entry in the audit trail; nothing else of the cart changes. */
export async function setPrivateMetafields(
  { messaging, storesWithin, now, terms }: StaffDependencies,
  { staffId, cartId, lineId, ...input }: SetPrivateMetafields,
): Promise<SetPrivateMetafieldsOutcome> {
  const read = readMetafieldChanges(input, privateLimits);
  if (read.kind === 'invalid-input') return read;
  if (!isId(cartId)) return { kind: 'not-found' };
  const { reason, ...given } = read.value;
  const pricing = await terms.at(now());
  return messaging.transact<SetPrivateMetafieldsOutcome>(async (tx, send) => {
    const { carts, ...others } = storesWithin(tx);
    const [found] = await findCarts(tx, [cartId]);
    const [held] =
      found === undefined ? [] : await carts.lockCarts([{ cartId, ownerId: found.cart.ownerId }]);
    if (held === undefined) return { kind: 'not-found' };
    const cart = hasExpired(held, now()) ? await reopenCart({ carts, ...others }, held, now()) : held;
    if (!isOpen(cart)) return { kind: 'not-active', status: cart.status };
    const rules = await definitions.hold(tx, lineId === null ? 'CART' : 'CART_LINE', given.set);
    const checked = checkByRules({ ...given, set: given.set.map(asPrivate) }, rules);
    if (checked.kind === 'invalid-input') return checked;
    const outcome = decide(cart, { lineId, changes: checked.value });
    if (outcome.kind !== 'set') return outcome;
    const { metafields } = outcome;
    if (outcome.isChanged) {
      await carts.saveCarts([outcome.cart]);
      const states = {
        before: auditedMetafields(keptOf(cart, lineId)),
        after: auditedMetafields(metafields),
      };
      const action = { staffId, operation: 'cartPrivateMetafieldsSet', target: lineId ?? cart.id, reason };
      await recordStaffAction('carts', { tx, send }, { ...action, at: now(), ...states });
    }
    return { kind: 'set', cart: quoteCart(outcome.cart, pricing), metafields };
  });
}

/** Where it is not said who sees it, it is staff alone. */
function asPrivate<Change extends { readonly visibility: Metafield['visibility'] | undefined }>(
  change: Change,
): Change {
  return { ...change, visibility: change.visibility ?? 'PRIVATE' };
}

function keptOf(cart: Cart, lineId: string | null): readonly Metafield[] {
  if (lineId === null) return cart.privateMetafields;
  return cart.lines.find(({ id }) => id === lineId)?.privateMetafields ?? [];
}
