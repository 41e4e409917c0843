import { readReason, recordStaffAction } from '@cartwright/audit';
import { invalidInput, type InvalidInput } from '@cartwright/input';
import { saveOffer } from '../repository/offers.ts';
import { statusOf, type FlashOffer } from '../rules/flash-offer.ts';
import { piecesFaults } from '../rules/offer-input.ts';
import { holdOffer, stateOf, type Dependencies } from './held-offer.ts';

/** What is to be different of an offer; what is left out stays, and a limit of null is none. */
export interface UpdateOffer {
  readonly staffId: string;
  readonly id: string;
  readonly expectedVersion: number;
  readonly budget?: number | null | undefined;
  readonly limitPerCustomer?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateOfferOutcome =
  | { readonly kind: 'updated'; readonly offer: FlashOffer }
  | { readonly kind: 'not-found' | 'ended' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | { readonly kind: 'taken'; readonly pieces: number }
  | InvalidInput;

/** Changes how many pieces an offer has, with its entry in the audit trail; where nothing is different, nothing changes. */
export async function updateOffer(
  dependencies: Dependencies,
  { staffId, id, expectedVersion, reason, ...input }: UpdateOffer,
): Promise<UpdateOfferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return holdOffer<UpdateOfferOutcome>(dependencies, id, async ({ tx, send, store, now: at }, before) => {
    await store();
    if (before.version !== expectedVersion) return { kind: 'changed-meanwhile', version: before.version };
    if (statusOf(before, at) === 'ENDED') return { kind: 'ended' };
    const { limitPerCustomer = before.limitPerCustomer } = input;
    const budget = input.budget ?? before.budget;
    const faults = piecesFaults({ budget, limitPerCustomer, isQueued: before.isQueued });
    if (faults.length > 0) return invalidInput(...faults);
    const pieces = before.reserved + before.sold;
    if (budget < pieces) return { kind: 'taken', pieces };
    if (budget === before.budget && limitPerCustomer === before.limitPerCustomer)
      return { kind: 'updated', offer: before };
    const offer = { ...before, budget, limitPerCustomer, version: before.version + 1 };
    await saveOffer(tx, offer);
    const entry = { staffId, operation: 'flashOfferUpdate', target: before.variantId, at, ...why.value };
    const states = { before: stateOf(before), after: stateOf(offer) };
    await recordStaffAction('products', { tx, send }, { ...entry, ...states });
    return { kind: 'updated', offer };
  });
}
