import { nothingAsked, type KeptPromotion } from '../src/promotions/rules/kept-promotion.ts';
import { everything } from '../src/promotions/rules/promotion.ts';

/** An enabled promotion without a code and without an end: ten percent off the order. */
export function keptPromotion(more: Partial<KeptPromotion> = {}): KeptPromotion {
  const at = new Date('2026-01-01T00:00:00.000Z');
  return {
    id: 'promotion',
    title: 'Ten percent off',
    description: null,
    translations: {},
    needsCode: false,
    isEnabled: true,
    startsAt: at,
    endsAt: null,
    priority: 0,
    combinesWith: [],
    selection: everything,
    conditions: nothingAsked,
    effect: { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 1000 },
    usageLimit: null,
    usageLimitPerCustomer: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}
