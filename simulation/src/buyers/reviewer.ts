import type { Viewer } from '@cartwright/identity';
import { call } from './call.ts';
import { backoffMs, patience } from './patience.ts';
import type { ReviewDecisions, Shop } from './shop.ts';

const viewer: Viewer = {
  id: '01990000-0000-7000-8000-00000000cccc',
  sessionId: '01990000-0000-7000-8000-00000000dddd',
  role: 'STAFF',
  permissions: ['FRAUD_REVIEW'],
  expiresAt: new Date(8.64e15),
};
const longestWatch = 12;
const ended: ReadonlySet<string | undefined> = new Set([undefined, 'confirmed', 'cancelled', 'capturing']);

/** Somebody in the house who looks at a payment in review: at once, late, or never; now and then two who disagree. */
export async function reviewOrder(shop: Shop, orderId: string): Promise<void> {
  const { store, decisions } = shop;
  const { world } = store.site;
  for (let look = 0; look < longestWatch; look += 1) {
    await world.wait(world.random.integer(200, 20_000));
    const order = store.orders.orders.committed.get(orderId);
    if (ended.has(order?.step)) return;
    if (order?.reviewState !== 'OPEN') continue;
    const own: ReviewDecisions = decisions.get(orderId) ?? { sent: new Set(), accepted: new Set() };
    decisions.set(orderId, own);
    const other = world.random.chance(0.2) ? decide(shop, orderId, own) : undefined;
    await decide(shop, orderId, own);
    await other;
    return;
  }
}

async function decide({ store }: Shop, orderId: string, { sent, accepted }: ReviewDecisions): Promise<void> {
  const { world } = store.site;
  const decision = world.random.chance(0.65) ? 'APPROVE' : 'REJECT';
  sent.add(decision);
  const request = { viewer, decision, target: orderId, reason: 'It looks so.', traceparent: '' } as const;
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await call(store, (api) => api.review(request));
    world.history.note(orderId, () => `staff: ${decision} → ${outcome?.kind ?? 'no answer'}`);
    if (outcome?.kind === 'decided') accepted.add(decision);
    if (outcome !== undefined) return;
    await world.wait(backoffMs(world, attempt));
  }
}
