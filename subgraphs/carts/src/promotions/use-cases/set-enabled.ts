import { readReason, recordStaffActions } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { raisePriceTerms } from '../../price-terms/door.ts';
import {
  countEnabled,
  enablePromotions,
  holdPromotions,
  type CountedPromotion,
} from '../repository/promotions.ts';
import { statusAt } from '../rules/kept-promotion.ts';
import { stateOf, type Dependencies, type PromotionNotFound } from './change-promotion.ts';
import { mostEnabled, type TooManyPromotions } from './create-promotion.ts';

/** Promotions that are to be tried on carts, or not. */
export interface SetEnabled {
  readonly staffId: string;
  readonly ids: readonly string[];
  readonly isEnabled: boolean;
  readonly reason?: string | null | undefined;
}

/** What came of one of them. */
export type EnabledOne =
  { readonly kind: 'set'; readonly promotion: CountedPromotion } | PromotionNotFound | TooManyPromotions;

/** What came of it: of each promotion, in the order in which they were given. */
export type SetEnabledOutcome =
  { readonly kind: 'done'; readonly results: readonly EnabledOne[] } | InvalidInput;

/** Enables or disables promotions, each for itself, with an entry in the audit trail for each that is changed. */
export async function setEnabled(
  { messaging, now }: Dependencies,
  { staffId, ids, isEnabled, reason }: SetEnabled,
): Promise<SetEnabledOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const asked = ids.map((id) => id.toLowerCase());
  const at = now();
  return messaging.transact<SetEnabledOutcome>(async (tx, send) => {
    const held = await holdPromotions(tx, asked.filter(isId));
    const present = new Map(held.map((promotion) => [promotion.id, promotion]));
    let room = isEnabled ? mostEnabled - (await countEnabled(tx, at)) : Infinity;
    const refused = new Set<string>();
    const changed: CountedPromotion[] = [];
    for (const promotion of held) {
      if (promotion.isEnabled === isEnabled) continue;
      const isCounted = isEnabled && statusAt({ ...promotion, isEnabled }, at) !== 'ENDED';
      if (isCounted && room <= 0) refused.add(promotion.id);
      else changed.push({ ...promotion, isEnabled, updatedAt: at, version: promotion.version + 1 });
      if (isCounted) room -= 1;
    }
    const after = new Map(changed.map((promotion) => [promotion.id, promotion]));
    if (changed.length > 0) {
      await enablePromotions(tx, [...after.keys()], { isEnabled, now: at });
      await raisePriceTerms(tx);
      const action = { staffId, operation: 'promotionsEnabledSet', ...why.value, at };
      const actions = changed.map((promotion) => {
        const before = present.get(promotion.id);
        const states = { before: before && stateOf(before), after: stateOf(promotion) };
        return { ...action, ...states, target: promotion.id };
      });
      await recordStaffActions('carts', { tx, send }, actions);
    }
    const results = asked.map((id): EnabledOne => {
      if (refused.has(id)) return { kind: 'too-many', limit: mostEnabled };
      const promotion = after.get(id) ?? present.get(id);
      return promotion === undefined ? { kind: 'not-found' } : { kind: 'set', promotion };
    });
    return { kind: 'done', results };
  });
}
