import { recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import type { Parts } from '../../parts.ts';
import { raisePriceTerms } from '../../price-terms/door.ts';
import { holdPromotions, type CountedPromotion } from '../repository/promotions.ts';
import type { KeptPromotion } from '../rules/kept-promotion.ts';

/** What promotions are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** There is no such promotion. */
export interface PromotionNotFound {
  readonly kind: 'not-found';
}

/** Somebody has changed it since it was read. */
export interface PromotionChanged {
  readonly kind: 'changed-meanwhile';
  readonly promotion: CountedPromotion;
}

/** A promotion that nobody else changes until the transaction ends. */
export interface HeldPromotion {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly present: CountedPromotion;
}

/** Changes one that there is, as it was read where `version` says so. */
export async function changePromotion<Outcome>(
  { messaging }: Pick<Dependencies, 'messaging'>,
  { id, version }: { readonly id: string; readonly version?: number },
  change: (held: HeldPromotion) => Promise<Outcome>,
): Promise<Outcome | PromotionNotFound | PromotionChanged> {
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact<Outcome | PromotionNotFound | PromotionChanged>(async (tx, send) => {
    const [present] = await holdPromotions(tx, [id]);
    if (present === undefined) return { kind: 'not-found' };
    if (version !== undefined && present.version !== version)
      return { kind: 'changed-meanwhile', promotion: present };
    return change({ tx, send, present });
  });
}

/** A change of a promotion, for the trail of what staff did. */
export interface PromotionAction {
  readonly staffId: string;
  readonly operation: string;
  readonly reason: string | null;
  readonly at: Date;
  readonly before: KeptPromotion | null;
  readonly after: KeptPromotion | null;
}

/** Has prices be worked out anew and adds the change to the audit trail: last in its transaction. */
export async function recordPromotion(
  { tx, send }: Pick<HeldPromotion, 'tx' | 'send'>,
  { before, after, ...action }: PromotionAction,
): Promise<void> {
  await raisePriceTerms(tx);
  const states = { before: before && stateOf(before), after: after && stateOf(after) };
  const target = (after ?? before)?.id ?? null;
  await recordStaffAction('carts', { tx, send }, { ...action, ...states, target });
}

/** A promotion for the trail of what staff did. */
export function stateOf({ startsAt, endsAt, createdAt, updatedAt, ...promotion }: KeptPromotion) {
  return {
    ...promotion,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
