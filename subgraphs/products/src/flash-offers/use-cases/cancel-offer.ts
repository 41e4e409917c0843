import { readReason, recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { saveOffer } from '../repository/offers.ts';
import { statusOf, type FlashOffer } from '../rules/flash-offer.ts';
import { holdOffer, stateOf, type Dependencies } from './held-offer.ts';

/** An offer that is to end. */
export interface CancelOffer {
  readonly staffId: string;
  readonly id: string;
  readonly expectedVersion: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CancelOfferOutcome =
  | { readonly kind: 'cancelled'; readonly offer: FlashOffer }
  | { readonly kind: 'not-found' | 'ended' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** Ends an offer that runs, whose former price is back, or calls off one that is to come, with its entry in the audit trail. */
export async function cancelOffer(
  dependencies: Dependencies,
  { staffId, id, expectedVersion, reason }: CancelOffer,
): Promise<CancelOfferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return holdOffer<CancelOfferOutcome>(dependencies, id, async (held, before) => {
    const { tx, send, store, book, now: at } = held;
    const isOld = before.version !== expectedVersion;
    const isEnded = statusOf(before, at) === 'ENDED';
    const sale = book.sale(id);
    if (!isOld && !isEnded && sale !== undefined) book.endSale(sale);
    await store();
    if (isOld) return { kind: 'changed-meanwhile', version: before.version };
    if (isEnded) return { kind: 'ended' };
    const offer = { ...before, endedAt: at, version: before.version + 1 };
    await saveOffer(tx, offer);
    const entry = { staffId, operation: 'flashOfferCancel', target: before.variantId, at, ...why.value };
    const states = { before: stateOf(before), after: stateOf(offer) };
    await recordStaffAction('products', { tx, send }, { ...entry, ...states });
    return { kind: 'cancelled', offer };
  });
}
