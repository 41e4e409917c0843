import { isDeepStrictEqual } from 'node:util';
import { readReason, recordStaffAction } from '@cartwright/audit';
import { message, stockChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { nameMover } from '../repository/movements.ts';
import { lockVariantStock, savePolicy, type VariantStock } from '../repository/policies.ts';
import { announceMoved, refreshBundlesOf } from '../repository/stock.ts';
import { announcedAvailable } from '../rules/availability.ts';
import { changePolicy, shiftOf, type StockPolicy, type StockPolicyInput } from '../rules/policy.ts';

/** How a variant is to be sold, and which version of its policy was read. */
export interface UpdatePolicy extends StockPolicyInput {
  readonly staffId: string;
  readonly variantId: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdatePolicyOutcome =
  | { readonly kind: 'updated'; readonly stock: VariantStock }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'bundle' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/**
 * Says how a variant is sold, with its entries in the ledger and in the audit trail; where it is sold so already, nothing changes. What may be
 * bought shifts with it, and may be less than nothing until enough has come in.
 */
export async function updatePolicy(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, variantId, version, reason, ...input }: UpdatePolicy,
): Promise<UpdatePolicyOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await lockVariantStock(tx, variantId);
    if (before === undefined) return { kind: 'not-found' };
    if (before.policyVersion !== version) return { kind: 'changed-meanwhile', version: before.policyVersion };
    if (before.isBundle) return { kind: 'bundle' };
    const changed = changePolicy(before, input);
    if (changed.kind === 'invalid-input') return changed;
    const states = { before: stateOf(before), after: stateOf(changed.policy) };
    if (isDeepStrictEqual(states.before, states.after)) return { kind: 'updated', stock: before };
    const stock = shifted(before, changed.policy);
    await nameMover(tx, { kind: 'POLICY', staffId, reason: why.value.reason });
    await savePolicy(tx, stock);
    const moved = { ...stock, before: before.available };
    const changes = await announceMoved(tx, [moved, ...(await refreshBundlesOf(tx, [moved]))]);
    for (const change of changes) if (change.variantId !== variantId) send(message(stockChanged, change));
    // Also where as many may be bought as before: whether they are there, and when, is another matter.
    const available = announcedAvailable(stock.available);
    send(message(stockChanged, { variantId, version: stock.version, available }));
    const action = { staffId, operation: 'variantStockPolicyUpdate', target: variantId, at: now() };
    await recordStaffAction('products', { tx, send }, { ...action, ...why.value, ...states });
    return { kind: 'updated', stock };
  });
}

function shifted(before: VariantStock, policy: StockPolicy): VariantStock {
  return {
    ...before,
    ...policy,
    available: before.available + shiftOf(before, policy),
    version: before.version + 1,
    policyVersion: before.policyVersion + 1,
  };
}

function stateOf({ safetyStock, whenSoldOut, backorderLimit, expectedAt, lowStockAt }: StockPolicy) {
  return {
    ...{ safetyStock, whenSoldOut, backorderLimit, lowStockAt },
    expectedAt: expectedAt?.toISOString() ?? null,
  };
}
