import type { HeldItem, HeldList } from '../src/wish-lists/rules/wish-list.ts';

/** An item of one piece; its id is `wish of <variant>`. */
export function wishOf(variantId: string, more: Partial<HeldItem> = {}): HeldItem {
  return {
    ...{ id: `wish of ${variantId}`, variantId, quantity: 1, addedAt: new Date(0) },
    ...{ metafields: [], privateMetafields: [] },
    ...{ title: 'Oak stool', variantTitle: 'Natural', translations: {} },
    ...more,
  };
}

/** A list that its owner calls Birthday. */
export function wishListOf(items: readonly HeldItem[]): HeldList {
  const times = { createdAt: new Date(0), updatedAt: new Date(0) };
  return { id: 'list', ownerId: 'owner', kind: 'NAMED', name: 'Birthday', shareToken: null, ...times, items };
}
