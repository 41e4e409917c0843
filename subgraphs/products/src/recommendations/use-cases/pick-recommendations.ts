import { isDeepStrictEqual } from 'node:util';
import { recordStaffAction } from '@cartwright/audit';
import { message, productChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { lockVersion, readKnownIds, readPicks, savePicks } from '../repository/recommendations.ts';
import type { Intent } from '../rules/intent.ts';
import { readPicked, type PickedInput } from '../rules/picked-input.ts';

/** What is to be recommended with a product. */
export interface PickRecommendations extends PickedInput {
  readonly staffId: string;
  readonly id: string;
  /** The product's, as whoever asks has seen it. */
  readonly version: number;
  readonly intent: Intent;
}

/** What came of it. */
export type PickRecommendationsOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found'; readonly productId: string }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** Picks what is recommended with a product, with its entry in the audit trail; where it is so already, nothing changes. */
export async function pickRecommendations(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id: askedId, version, intent, ...input }: PickRecommendations,
): Promise<PickRecommendationsOutcome> {
  const id = askedId.toLowerCase();
  const read = readPicked(id, input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'not-found', productId: id };
  const { productIds: pickedIds, reason } = read.value;
  return messaging.transact(async (tx, send) => {
    const present = await lockVersion(tx, id);
    if (present === undefined) return { kind: 'not-found', productId: id };
    if (present !== version) return { kind: 'changed-meanwhile', version: present };
    const known = await readKnownIds(tx, pickedIds);
    const unknown = pickedIds.find((picked) => !known.has(picked));
    if (unknown !== undefined) return { kind: 'not-found', productId: unknown };
    const before = await readPicks(tx, id, intent);
    if (isDeepStrictEqual(before, pickedIds)) return { kind: 'updated' };
    await savePicks(tx, { productId: id, intent, pickedIds, version: version + 1 });
    send(message(productChanged, { productId: id, changeId: newId() }));
    const action = { staffId, operation: 'productRecommendationsUpdate', target: id, reason, at: now() };
    const states = { before: { intent, productIds: before }, after: { intent, productIds: pickedIds } };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated' };
  });
}
